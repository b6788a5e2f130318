/// Texts with `{name}` placeholders. Braces that hold anything else stand for themselves, as JSON needs them.
package enum ProbeTemplate {
  package static func names(in text: String) -> [String] {
    pieces(of: text).compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// The bytes with every name replaced; nil when a value is missing.
  package static func filled(_ text: String, _ value: (String) -> [UInt8]?) -> [UInt8]? {
    var result: [UInt8] = []
    for piece in pieces(of: text) {
      switch piece {
      case .text(let text): result += text.utf8
      case .name(let name):
        guard let value = value(name) else { return nil }
        result += value
      }
    }
    return result
  }

  private enum Piece {
    case text(Substring)
    case name(String)
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let opening = rest.firstIndex(of: "{") {
      let inner = rest[rest.index(after: opening)...]
      guard let closing = inner.firstIndex(where: { $0 == "}" || $0 == "{" }), inner[closing] == "}",
        isName(inner[..<closing])
      else {
        pieces.append(.text(rest[...opening]))
        rest = inner
        continue
      }
      pieces.append(.text(rest[..<opening]))
      pieces.append(.name(String(inner[..<closing])))
      rest = inner[inner.index(after: closing)...]
    }
    return pieces + [.text(rest)]
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }
}
