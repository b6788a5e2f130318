// ADAPT: delete this file once Reporting has `TextStyle`, `Report.rendered(as:style:)` and
// `OutputFormat.init(path:)`; they have these signatures.

internal import Findings
internal import FoundationEssentials
internal import Reporting

struct TextStyle: Hashable {
  var width = 80
  var color = false
  var isVerbose = false
  var hyperlinks = false
}

extension Report {
  func rendered(as format: OutputFormat, style: TextStyle = TextStyle()) throws -> String {
    if format == .text { return "\(findings.count) secrets\n" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension OutputFormat {
  init?(path: some StringProtocol) {
    let name = path.lowercased()
    let suffixes: [(String, OutputFormat)] = [
      (".sarif.json", .sarif), (".sarif", .sarif), (".jsonl", .jsonl), (".ndjson", .jsonl), (".json", .json),
      (".txt", .text), (".text", .text),
    ]
    guard let found = suffixes.first(where: { name.hasSuffix($0.0) }) else { return nil }
    self = found.1
  }
}
