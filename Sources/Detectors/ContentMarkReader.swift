package import Findings
internal import Patterns

/// Looks for the few words that tell what a text is.
package struct ContentMarkReader: Sendable {
  private static let words: [(text: String, mark: ContentMarks)] = [
    (#""mcpServers""#, .mcpServers), (#""mcp_servers""#, .mcpServers), ("[mcp_servers.", .mcpServers),
    ("mcpServers:", .mcpServers), (#""context_servers""#, .mcpServers),
    ("\napiVersion:", .kubernetes), (#""_postman_id""#, .httpCollection),
    (#""_postman_variable_scope""#, .httpCollection), (#""parentUuid""#, .transcript),
    ("-- PostgreSQL database dump", .databaseDump), ("-- MySQL dump", .databaseDump),
    ("-- MariaDB dump", .databaseDump), (#""cell_type""#, .notebookOutput),
  ]

  private let literals = LiteralSet(
    words.map { LiteralSet.Literal(Array($0.text.utf8), ignoresCase: false) })

  package init() {}

  /// Bytes of a text's beginning that are looked at. What a text is stands near its start; the limit bounds the
  /// cost for large files with many versions.
  private static let limit = 1 << 16

  /// Marks of a whole text. `notebookOutput` says only that it is a notebook: ask `isOutput` about a place.
  package func marks(of text: UnsafeRawBufferPointer) -> ContentMarks {
    var marks: ContentMarks = []
    // A manifest may begin with the word.
    if text.starts(with: "apiVersion:".utf8) { marks.insert(.kubernetes) }
    literals.forEachOccurrence(in: text, range: 0..<min(text.count, Self.limit)) { word, _ in
      marks.insert(Self.words[word].mark)
    }
    return marks
  }

  /// True when the nearest of the words `"outputs"` and `"source"` before a place in a notebook is the first.
  package static func isOutput(_ place: Int, in text: UnsafeRawBufferPointer) -> Bool {
    let outputs = Array(#""outputs""#.utf8)
    let source = Array(#""source""#.utf8)
    var position = min(place, text.count) - outputs.count
    let low = max(0, position - outputReach)
    while position >= low {
      if text[position] == UInt8(ascii: "\"") {
        let rest = text[position...]
        if rest.starts(with: outputs) { return true }
        if rest.starts(with: source) { return false }
      }
      position -= 1
    }
    return false
  }

  /// Bytes before a place; an image among the results may take most of them.
  private static let outputReach = 1 << 20
}
