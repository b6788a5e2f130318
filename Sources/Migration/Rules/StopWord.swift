/// Words that say what a value is not.
enum StopWord {
  /// A literal in an allow list may well be a whole secret: that must not be written anywhere.
  static func looksSecret(_ text: String) -> Bool {
    text.utf8.count >= 16 && text.utf8.contains(where: \.isASCIIDigit)
      && text.utf8.contains(where: \.isASCIILetter)
  }

  /// The text that an expression stands for, if it is nothing but a text.
  static func literal(_ pattern: String) -> String? {
    let node: ForeignNode
    do { node = try ForeignPattern(pattern, dialect: .go).root } catch { return nil }
    return literal(node)
  }

  private static func literal(_ node: ForeignNode) -> String? {
    switch node {
    case .text(let bytes, _): return String(decoding: bytes, as: UTF8.self)
    case .group(let inner, _, _): return literal(inner)
    case .sequence(let parts):
      let texts = parts.map(literal)
      return texts.contains { $0 == nil } ? nil : texts.compactMap(\.self).joined()
    default: return nil
    }
  }
}
