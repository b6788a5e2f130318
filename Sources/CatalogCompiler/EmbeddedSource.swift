import Detectors

/// The Swift source that holds a catalogue as static strings.
struct EmbeddedSource {
  let text: String

  init(_ catalog: DetectorCatalog) {
    let encoded = catalog.encoded()
    text =
      (["package enum EmbeddedCatalog {"] + Self.constant("text", encoded.text)
      + Self.constant("tables", encoded.tables) + ["}", ""]).joined(separator: "\n")
  }

  private static func constant(_ name: String, _ content: [UInt8]) -> [String] {
    [#"  package static let \#(name): StaticString = """"#]
      + lines(of: String(decoding: content, as: UTF8.self)).map { $0 + "\\" } + ["", "\"\"\""]
  }

  /// Pieces with all that a literal must not hold escaped; a `\` at the end joins them.
  private static func lines(of content: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for scalar in content.unicodeScalars {
      line += escaped(scalar)
      // Never after a space, which the compiler would call trailing white space.
      guard line.utf8.count >= 4096, scalar != " " else { continue }
      lines.append(line)
      line = ""
    }
    return lines + [line]
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\\\"
    case "\"": "\\\""
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7f: "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
