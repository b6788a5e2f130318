/// Renderers of a report.
package enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, jsonl, sarif, html, markdown, csv, gitlab, junit

  /// The format that a file's name asks for: `.txt`, `.json`, `.jsonl` or `.ndjson`, `.sarif` or
  /// `.sarif.json`, `.html`, `.md`, `.csv`, `.gitlab.json`, `.junit.xml`, in any case. Nil for any other name.
  package init?(path: some StringProtocol) {
    let name = path.lowercased()
    let found = Self.suffixes.first { name.hasSuffix($0.suffix) && name.utf8.count > $0.suffix.utf8.count }
    guard let found else { return nil }
    self = found.format
  }

  /// Longer suffixes first: `.sarif.json` ends in `.json` as well.
  private static let suffixes: [(suffix: String, format: OutputFormat)] = [
    (".sarif.json", .sarif), (".gitlab.json", .gitlab), (".junit.xml", .junit), (".html", .html),
    (".htm", .html),
    (".md", .markdown), (".markdown", .markdown), (".csv", .csv), (".xml", .junit),
    (".sarif", .sarif), (".jsonl", .jsonl), (".ndjson", .jsonl), (".json", .json),
    (".txt", .text), (".text", .text),
  ]
}
