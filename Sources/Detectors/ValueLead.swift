/// What stands before a value, read backwards from it: the name that it is given to, in whatever syntax.
///
/// `name = "V"`, `"name": "V"`, `<name>V</name>`, `<add key="name" value="V"/>`, `set("name", "V")`, `setName("V")`,
/// `name[] = "V"`, `let name: String = "V"`, `NAME V`, `--name V`, and a pair of lines `name: N` and `value: V`.
struct ValueLead {
  enum Link {
    /// By an operator, or as an element's content.
    case assigned
    /// As an argument.
    case called
    /// By nothing but space or quotes.
    case spaced
  }

  private(set) var link = Link.spaced
  /// Empty where there is none.
  private(set) var name: Range<Int>
  /// Where the marks around the value begin, such as its quote.
  let start: Int
  /// Nothing stands before the value on its line.
  let isAlone: Bool

  let text: UnsafeRawBufferPointer
  let low: Int
  static let spaceLimit = 64
  private static let nameLimit = 80

  /// Reads nothing before `low`.
  init(_ text: UnsafeRawBufferPointer, value: Int, low: Int) {
    self.text = text
    self.low = low
    start = ValueLead.openingStart(text, value, low)
    var position = ValueLead.skipSpace(text, start, low)
    isAlone = position == low || text[position - 1] == 0x0A || ValueLead.isListMark(text, position, low)
    if isAlone { position = ValueLead.skipLineEnds(text, position, low) }
    name = position..<position
    guard position > low else { return }
    switch text[position - 1] {
    case UInt8(ascii: "="), UInt8(ascii: ":"): readAssignment(position)
    case UInt8(ascii: ">"): readElement(position)
    case UInt8(ascii: ","), UInt8(ascii: "("):
      link = .called
      name = nameEnding(at: closingStart(ValueLead.skipSpace(text, position - 1, low)))
    default: name = nameEnding(at: closingStart(position))
    }
    if link == .assigned { readPair() }
  }

  private mutating func readAssignment(_ end: Int) {
    link = .assigned
    var position = end
    while position > low, ValueLead.isOperator(text[position - 1]) { position -= 1 }
    let isEqualSign = text[end - 1] == UInt8(ascii: "=")
    position = closingStart(ValueLead.skipSpace(text, position, low))
    name = nameEnding(at: position)
    guard isEqualSign else { return }
    skipSubscript(position)
    skipType()
  }

  /// `name[] =` and `name[33] =`; `name["key"] =` has been read as `key`.
  private mutating func skipSubscript(_ end: Int) {
    guard name.allSatisfy({ (0x30...0x39).contains(text[$0]) }), name.lowerBound > low,
      text[name.lowerBound - 1] == UInt8(ascii: "["), end > name.upperBound || name.isEmpty
    else { return }
    name = nameEnding(at: ValueLead.skipSpace(text, name.lowerBound - 1, low))
  }

  /// `name: String =` and `name string =`.
  private mutating func skipType() {
    let before = ValueLead.skipSpace(text, name.lowerBound, low)
    guard !name.isEmpty, before > low else { return }
    if text[before - 1] == UInt8(ascii: ":") {
      let owner = nameEnding(at: closingStart(ValueLead.skipSpace(text, before - 1, low)))
      // `$env:NAME =` of PowerShell, `android:value=`.
      let isScope = ["env", "android"].contains { holds(Array($0.utf8), in: owner) }
      if !owner.isEmpty, !isScope { name = owner }
    } else if before < name.lowerBound, ValueLead.typeNames.contains(where: { holds($0, in: name) }) {
      let owner = nameEnding(at: before)
      if !owner.isEmpty { name = owner }
    }
  }

  /// `<name>V`, `<name attribute="x">V`, and `name => V`, `name -> V`.
  private mutating func readElement(_ end: Int) {
    if end - 2 >= low, text[end - 2] == UInt8(ascii: "=") || text[end - 2] == UInt8(ascii: "-") {
      readAssignment(end)
      return
    }
    var position = end - 1
    let limit = max(low, end - ValueLead.nameLimit)
    while position > limit, text[position - 1] != UInt8(ascii: "<"), text[position - 1] != UInt8(ascii: ">") {
      position -= 1
    }
    guard position > low, text[position - 1] == UInt8(ascii: "<") else { return }
    var nameEnd = position
    while nameEnd < end - 1, ValueLead.isNameByte(text[nameEnd]) || text[nameEnd] == UInt8(ascii: ":") {
      nameEnd += 1
    }
    link = .assigned
    name = attribute(in: nameEnd..<end - 1) ?? position..<nameEnd
  }

  /// `NAME` in `<string name="NAME">`.
  private func attribute(in tag: Range<Int>) -> Range<Int>? {
    let lead: StaticString = " name=\""
    guard tag.count > lead.utf8CodeUnitCount else { return nil }
    for start in tag.lowerBound..<tag.upperBound - lead.utf8CodeUnitCount {
      let value = start + lead.utf8CodeUnitCount
      guard Text.holds(lead, at: start, in: text, limit: tag.upperBound) else { continue }
      var end = value
      while end < tag.upperBound, ValueLead.isNameByte(text[end]) { end += 1 }
      return end > value ? value..<end : nil
    }
    return nil
  }

  /// Where the name is only `value`, the pair's other half says what it is the value of.
  private mutating func readPair() {
    guard ValueLead.pairValues.contains(where: { holds($0, in: name) }) else { return }
    let limit = max(low, name.lowerBound - 160)
    var position = name.lowerBound
    var lineEnds = 0
    while position > limit {
      position -= 1
      if text[position] == 0x0A { lineEnds += 1 }
      guard lineEnds <= 1 else { return }
      if text[position] == UInt8(ascii: "{"), readBlock(position) { return }
      if text[position] == UInt8(ascii: ">"), readKeyElement(position) { return }
      guard text[position] == UInt8(ascii: "=") || text[position] == UInt8(ascii: ":") else { continue }
      let owner = nameEnding(at: closingStart(ValueLead.skipSpace(text, position, low)))
      guard ValueLead.pairNames.contains(where: { holds($0, in: owner) }) else { continue }
      var start = position + 1
      while start < name.lowerBound, text[start] <= 0x20 || CharacterSet256.quote.contains(text[start]) {
        start += 1
      }
      var end = start
      while end < name.lowerBound, ValueLead.isNameByte(text[end]) { end += 1 }
      if end > start { name = start..<end }
      return
    }
  }

  /// `variable "NAME" {` and below it `default = "V"`.
  private mutating func readBlock(_ brace: Int) -> Bool {
    let end = ValueLead.skipSpace(text, brace, low)
    guard end > low, text[end - 1] == UInt8(ascii: "\"") else { return false }
    let owner = nameEnding(at: end - 1)
    if !owner.isEmpty { name = owner }
    return !owner.isEmpty
  }

  /// `<key>NAME</key>` and `<name>NAME</name>`; `end` is that of the closing tag.
  private mutating func readKeyElement(_ end: Int) -> Bool {
    let tag = nameEnding(at: end)
    guard tag.lowerBound - 2 > low, text[tag.lowerBound - 1] == UInt8(ascii: "/"),
      ValueLead.pairNames.contains(where: { holds($0, in: tag) })
    else { return false }
    let owner = nameEnding(at: tag.lowerBound - 2)
    guard !owner.isEmpty, owner.lowerBound > low, text[owner.lowerBound - 1] == UInt8(ascii: ">") else {
      return false
    }
    name = owner
    return true
  }

  private static let typeNames = ["string", "str", "text", "nsstring", "varchar"].map { Array($0.utf8) }
  private static let pairValues = ["value", "val", "defaultvalue", "default", "content", "string", "v"].map {
    Array($0.utf8)
  }
  private static let pairNames = ["name", "key", "id", "variable", "field", "property", "k", "n"].map {
    Array($0.utf8)
  }

  /// True when the range is the word, in any case.
  func holds(_ word: [UInt8], in range: Range<Int>) -> Bool {
    range.count == word.count && zip(range, word).allSatisfy { NameWords.fold(text[$0]) == $1 }
  }

  /// The name whose last byte stands before `end`.
  private func nameEnding(at end: Int) -> Range<Int> {
    var start = end
    let limit = max(low, end - ValueLead.nameLimit)
    while start > limit, ValueLead.isNameByte(text[start - 1]) { start -= 1 }
    return start..<end
  }
}
