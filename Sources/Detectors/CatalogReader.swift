import Findings

/// Reads what `CatalogWriter` writes; every read fails on a text that is cut off or of another form.
struct CatalogReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int

  struct FormatError: Error {}

  init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  mutating func text() throws(FormatError) -> String {
    let count = try number()
    guard count >= 0, count <= bytes.count - position else { throw FormatError() }
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }

  mutating func optionalText() throws(FormatError) -> String? { try flag() ? try text() : nil }

  mutating func number() throws(FormatError) -> Int {
    var number = 0
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    while position < bytes.count, bytes[position] != UInt8(ascii: ";") {
      let digit = Int(bytes[position]) - 0x30
      guard (0...9).contains(digit) else { throw FormatError() }
      number = number &* 10 &+ digit
      position += 1
    }
    guard position < bytes.count else { throw FormatError() }
    position += 1
    return isNegative ? 0 &- number : number
  }

  mutating func double() throws(FormatError) -> Double {
    Double(bitPattern: UInt64(UInt(bitPattern: try number())))
  }

  mutating func flag() throws(FormatError) -> Bool {
    guard position < bytes.count else { throw FormatError() }
    defer { position += 1 }
    switch bytes[position] {
    case UInt8(ascii: "+"): return true
    case UInt8(ascii: "-"): return false
    default: throw FormatError()
    }
  }

  mutating func word<Word: CaseIterable>() throws(FormatError) -> Word {
    let number = try number()
    let words = Word.allCases
    guard number >= 0,
      let index = words.index(words.startIndex, offsetBy: number, limitedBy: words.endIndex),
      index != words.endIndex
    else { throw FormatError() }
    return words[index]
  }

  mutating func optionalWord<Word: CaseIterable>() throws(FormatError) -> Word? {
    guard try flag() else { return nil }
    return try word()
  }

  mutating func time() throws(FormatError) -> Timestamp { Timestamp(seconds: Int64(try number())) }

  mutating func array<Element>(
    _ element: (inout CatalogReader) throws(FormatError) -> Element
  ) throws(FormatError) -> [Element] {
    let count = try number()
    // Every element takes a byte at least.
    guard count >= 0, count <= bytes.count - position else { throw FormatError() }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try element(&self)) }
    return elements
  }

  mutating func texts() throws(FormatError) -> [String] {
    try array { (reader: inout CatalogReader) throws(FormatError) in try reader.text() }
  }
}

extension CatalogReader {
  mutating func detector() throws(FormatError) -> Detector {
    Detector(
      summary: try summary(), confidence: try word(), rule: try rule(),
      literals: try array { (reader: inout CatalogReader) throws(FormatError) in
        Detector.Literal(try reader.text(), ignoresCase: try reader.flag())
      },
      decoded: try optionalText(),
      reach: Detector.Reach(before: try number(), after: try number(), isLine: try flag()),
      minEntropy: try double(), checksum: try optionalWord(), stopWords: try texts(),
      rejectsPlaceholders: try flag(), paths: try texts(), excludedPaths: try texts(),
      companions: try array { (reader: inout CatalogReader) throws(FormatError) in try reader.companion() },
      dates: try optionalWord(), tells: try optionalWord(),
      policy: try flag() ? try policy() : nil, probe: try flag() ? try probe() : nil,
      yieldsTo: try texts(), publicPrefix: try number(),
      examples: Detector.Examples(positive: try texts(), negative: try texts()))
  }

  private mutating func summary() throws(FormatError) -> DetectorSummary {
    DetectorSummary(
      id: try text(), name: try text(), provider: try text(), category: try text(), severity: try word(),
      lifetime: try word(), revoke: try optionalText(), replacement: try optionalText(),
      reference: try optionalText())
  }

  private mutating func rule() throws(FormatError) -> Detector.Rule {
    if try flag() { return .pattern(try text()) }
    let charset: Detector.Charset = try word()
    let low = try number()
    let high = try number()
    guard low <= high else { throw FormatError() }
    return .context(
      Detector.Context(
        charset: charset, length: low...high, isAssigned: try flag(), isMixed: try flag(), words: try texts(),
        distance: try number(), names: try texts(), otherNames: try texts()))
  }

  private mutating func companion() throws(FormatError) -> Detector.Companion {
    Detector.Companion(
      role: try text(), pattern: try text(), distance: try number(), isRequired: try flag(),
      isSecret: try flag(), minEntropy: try double())
  }

  private mutating func policy() throws(FormatError) -> Detector.PolicyDeath {
    let endedOn = try flag() ? try time() : nil
    let maxDays = try number()
    return Detector.PolicyDeath(
      endedOn: endedOn, maxDays: maxDays == 0 ? nil : maxDays, isExtendable: try word(), source: try text(),
      checkedOn: try time())
  }
}
