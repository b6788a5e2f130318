/// Decides whether a value near a provider's name is told as the provider's credential, and by what.
struct ProviderTelling {
  let text: UnsafeRawBufferPointer
  let member: WordGroup.Member
  /// The provider's name.
  let word: Range<Int>
  /// Nothing before it is read.
  let low: Int

  private static let proseLimit = 40

  /// Nil when nothing tells it.
  func evidence(of value: Range<Int>) -> Evidence? {
    // A version of something: `uses: acme/token@3f…`.
    if value.lowerBound > low, text[value.lowerBound - 1] == UInt8(ascii: "@") { return nil }
    let lineLow = Text.lineStart(text, value.lowerBound, limit: low)
    let isBehind = value.upperBound <= word.lowerBound
    let lead = ValueLead(text, value: value.lowerBound, low: isBehind ? lineLow : low)
    let crossesLines = !isBehind && word.upperBound < lineLow
    let isNamed = member.names.contains { NameWords.holds($0, text, lead.name) }
    let words = NameWords(text, lead.name, leavingOut: word)
    if words.holdsDigest, !isNamed { return nil }
    if member.otherNames.contains(where: { NameWords.holds($0, text, lead.name) }) { return nil }
    let holdsWord = lead.name.contains(word.lowerBound)
    if !isNamed, isFile(lead.name) || (!holdsWord && isSentElsewhere(lead)) { return nil }
    if isNamed
      || (words.holdsCredential && !words.endsAsReference && !words.isOpen && !isHost(lead.name)
        && !isOpenInProse(lead, lineLow))
    {
      if holdsWord { return words.isTest ? .word : .wordAndName }
      if lead.link == .spaced, !isNamed, !lead.isOption { return evidence(inProse: lead, lineLow, value) }
      if words.isForeign, isForeign(lead, crossesLines: crossesLines) { return nil }
      return .nearName
    }
    if holdsWord { return evidence(ofOwnName: words, lead) }
    if lead.isCredentialOption { return .nearName }
    if lead.link == .assigned, !lead.name.isEmpty, words.isForeign || words.endsAsReference || words.isOpen {
      return nil
    }
    return evidence(inProse: lead, lineLow, value)
  }

  /// `api.acme.com`: the words of a host name no credential.
  private func isHost(_ name: Range<Int>) -> Bool { ends(name, in: ProviderTelling.domains) }

  private static let domains = [".com", ".net", ".org", ".io", ".dev", ".cn"].map { Array($0.utf8) }

  /// `Loops.php`, to which caches and locks assign a digest.
  private func isFile(_ name: Range<Int>) -> Bool { ends(name, in: ProviderTelling.files) }

  private static let files = """
    .php .js .mjs .jsx .ts .tsx .vue .py .rb .go .java .kt .scala .c .h .cc .cpp .hpp .cs .swift .rs .html .css .scss
    .md .txt .svg .png .jpg .gif .woff .woff2 .tgz .zip .jar .whl
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }

  private func ends(_ name: Range<Int>, in endings: [[UInt8]]) -> Bool {
    endings.contains { ending in
      name.count > ending.count
        && zip(text[name].suffix(ending.count), ending).allSatisfy { NameWords.fold($0) == $1 }
    }
  }

  /// A parameter of an address whose host is not the provider's: `https://other.net/page?key=`.
  private func isSentElsewhere(_ lead: ValueLead) -> Bool {
    guard lead.name.lowerBound > low, [0x26, 0x3F].contains(text[lead.name.lowerBound - 1]) else {
      return false
    }
    let limit = max(low, lead.name.lowerBound - ProviderTelling.addressLimit)
    var position = lead.name.lowerBound
    while position - 3 > limit, text[position - 1] > 0x20, !CharacterSet256.quote.contains(text[position - 1])
    {
      position -= 1
      guard Text.holds("://", at: position - 2, in: text, limit: position + 1) else { continue }
      let rest = text[position + 1..<lead.name.lowerBound]
      return !rest.prefix(while: { $0 != UInt8(ascii: "/") }).indices.contains(word.lowerBound)
    }
    return false
  }

  private static let addressLimit = 160

  /// Prose names it in several words: `public key`.
  private func isOpenInProse(_ lead: ValueLead, _ lineLow: Int) -> Bool {
    guard lead.link != .assigned, lead.name.lowerBound > lineLow else { return false }
    return NameWords(text, max(lineLow, lead.name.lowerBound - 16)..<lead.name.lowerBound, leavingOut: word)
      .isOpen
  }

  /// The name holds the provider's name and no credential word.
  private func evidence(ofOwnName words: NameWords, _ lead: ValueLead) -> Evidence? {
    if words.endsAsReference || words.isOpen { return nil }
    if words.isForeign, lead.link == .assigned { return .word }
    if isConstructed(lead) { return .word }
    if isDigest { return nil }
    return words.isEmpty && lead.link != .spaced ? .word : .wordAlone
  }

  /// `new Acme("…")`: what a client is made with.
  private func isConstructed(_ lead: ValueLead) -> Bool {
    let keyword: StaticString = "new "
    let start = lead.name.lowerBound - keyword.utf8CodeUnitCount
    guard lead.link == .called, lead.start > lead.name.upperBound, text[lead.start - 1] == UInt8(ascii: "("),
      start >= low
    else { return false }
    return Text.holds(keyword, at: start, in: text, limit: lead.name.lowerBound)
  }

  private func evidence(inProse lead: ValueLead, _ lineLow: Int, _ value: Range<Int>) -> Evidence? {
    var end = lead.start
    var lineStart = lineLow
    if lead.isAlone {
      end = lead.name.upperBound
      lineStart = Text.lineStart(text, end, limit: low)
    }
    let start = max(lineStart, end - ProviderTelling.proseLimit)
    guard start < end else { return nil }
    if NameWords(text, max(start, end - 16)..<end, leavingOut: word).holdsDigest { return nil }
    let words = NameWords(text, start..<end, leavingOut: word)
    if words.isOpen { return nil }
    let isNamed = member.names.contains { NameWords.holds($0, text, start..<end) }
    if words.holdsStrongCredential || isNamed { return .nearProse }
    if isDigest { return nil }
    if words.holdsCredential, word.upperBound <= end, word.upperBound > start { return .nearProse }
    // The provider's name directly before it.
    guard word.upperBound <= end, end - word.upperBound <= 8 else { return nil }
    return NameWords(text, word.upperBound..<end).isEmpty ? .wordAlone : nil
  }

  /// A common digest has the same shape.
  private var isDigest: Bool {
    switch member.context.charset {
    case .uuid: true
    case .hex: [32, 40, 64].contains { member.context.length.contains($0) }
    default: false
    }
  }

  /// The value's name holds words that are nobody's here, and the provider's name is not above it as a section or
  /// around it: it is somebody else's credential.
  private func isForeign(_ lead: ValueLead, crossesLines: Bool) -> Bool {
    guard word.upperBound <= lead.start else { return false }
    switch ownership(until: lead.name.lowerBound) {
    case .section: return false
    case .assignment: return true
    case .none: return crossesLines
    }
  }

  private enum Ownership { case section, assignment, none }

  /// Whether the name that holds the provider's name has a value of its own, or is a section's.
  private func ownership(until limit: Int) -> Ownership {
    var position = word.upperBound
    while position < limit, CharacterSet256.name.contains(text[position]) { position += 1 }
    while position < limit, isClosing(text[position]) { position += 1 }
    guard position < limit else { return .none }
    if text[position - 1] == UInt8(ascii: "]"), text[position] == 0x0A || text[position] == 0x0D {
      return .section
    }
    guard text[position] == UInt8(ascii: "=") || text[position] == UInt8(ascii: ":") else {
      return text[position] == UInt8(ascii: "{") ? .section : .none
    }
    while position < limit, [0x3A, 0x3D, 0x3E, 0x20, 0x09, 0x0D].contains(text[position]) { position += 1 }
    guard position < limit else { return .section }
    switch text[position] {
    case 0x0A, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): return .section
    default: break
    }
    let hasEnded = text[position..<limit].contains {
      $0 == 0x0A || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";")
    }
    return hasEnded ? .assignment : .section
  }

  private func isClosing(_ byte: UInt8) -> Bool {
    CharacterSet256.quote.contains(byte) || byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: "\\")
  }
}
