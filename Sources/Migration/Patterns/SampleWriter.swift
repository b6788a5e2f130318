/// Makes an example's template out of an expression: a text that it finds, whose random parts are placeholders, so that
/// nothing written looks like a leaked secret.
struct SampleWriter {
  /// Which branch alternatives take, and how long repetitions are; another number gives another example.
  let variant: Int

  static let variants = 6
  private static let longest = 16_384

  func template(of node: ForeignNode) -> String {
    switch node {
    case .text(let bytes, _): SampleWriter.literal(bytes)
    case .set(let set): characters(of: set, count: 1)
    case .sequence(let parts): parts.map(template).joined()
    case .alternatives(let parts): parts.isEmpty ? "" : template(of: parts[variant % parts.count])
    case .group(let inner, _, _): template(of: inner)
    case .loop(let inner, let least, let most, _): repeated(inner, least, most)
    case .anchor, .look: ""
    }
  }

  private func repeated(_ node: ForeignNode, _ least: Int, _ most: Int?) -> String {
    if case .set(let set) = SampleWriter.bare(node) {
      return characters(of: set, count: length(of: set, least, most ?? max(least, 40)))
    }
    let isOptional = least == 0 && variant % 2 == 1 && most != 0
    let count = isOptional ? 1 : min(least, 64)
    guard count > 0 else { return "" }
    let once = template(of: node)
    // Nested repetitions would make it grow without bound; a text that is too short is no example.
    return once.utf8.count * count <= SampleWriter.longest ? String(repeating: once, count: count) : once
  }

  /// Random characters come in a useful number, others as few as may be.
  private func length(of set: ByteSet, _ least: Int, _ most: Int) -> Int {
    let isGap = set.contains(0x20) || set.count < 10
    if isGap { return min(most, max(least, variant % 2)) }
    return min(most, max(least, variant % 3 == 2 ? 40 : 24))
  }

  /// Without captures around it.
  private static func bare(_ node: ForeignNode) -> ForeignNode {
    if case .group(let inner, _, _) = node { return bare(inner) }
    return node
  }

  private static let kinds: [(name: String, set: ByteSet)] = [
    ("alnum", ByteSet.letters.union(.digits)), ("loweralnum", ByteSet.lower.union(.digits)),
    ("upperalnum", ByteSet.upper.union(.digits)), ("hex", ByteSet.digits.union("abcdef")),
    ("HEX", ByteSet.digits.union("ABCDEF")), ("base32", ByteSet.upper.union("234567")), ("alpha", .letters),
    ("lower", .lower), ("upper", .upper), ("digits", .digits),
  ]

  private func characters(of set: ByteSet, count: Int) -> String {
    guard count > 0 else { return "" }
    // Between a name and a value something stands that is part of neither.
    let isJoint = count <= 2 && set.contains(0x20) && set.contains(UInt8(ascii: "="))
    if !isJoint, !set.contains(0x20) || set.count > 200 || count > 2,
      let kind = SampleWriter.kinds.first(where: { set.isSuperset(of: $0.set) })
    {
      return "{\(kind.name):\(count)}"
    }
    let preferred = Array("=-_:/ \"'.,xa0".utf8).filter(set.contains)
    let members = preferred.isEmpty ? set.bytes.filter { $0 >= 0x20 && $0 < 0x7F } : preferred
    guard !members.isEmpty else { return SampleWriter.literal(Array(set.bytes.prefix(1))) }
    let choice = (0..<min(count, 4096)).map { index in
      count == 1 ? members[variant % members.count] : members[index % members.count]
    }
    return SampleWriter.literal(choice)
  }

  private static func literal(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).map { character in
      switch character {
      case "{": "{{"
      case "}": "}}"
      case "\n", "\r\n": "{nl}"
      default: String(character)
      }
    }.joined()
  }
}
