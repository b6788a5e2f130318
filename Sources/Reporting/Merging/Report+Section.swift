package import Findings

extension Report {
  /// The report in the one form that a merge writes, as JSON Lines: whatever form it was read in, the bytes are the
  /// same. Values of secrets are left out.
  package func section() throws -> [UInt8] {
    var report = self
    for index in report.findings.indices { report.findings[index].revealed = nil }
    var text = ""
    try report.writeJSONLines(to: &text)
    return Array(text.utf8)
  }
}

extension ShardDocument {
  /// One line of JSON, with a line end.
  package func line() throws -> String {
    var text = ""
    let members: [String: JSONValue] = [
      "complete": .bool(isComplete), "missing": .array(missing.map { .integer(Int64($0)) }),
    ]
    try JSONValue(encoding: self).merging(members).write(isPretty: false, to: &text)
    return text + "\n"
  }
}
