import Findings

extension AgeReport {
  /// The whole report in one format. The same report gives the same bytes.
  package func rendered(as format: OutputFormat, style: TextStyle = TextStyle()) throws -> String {
    var text = ""
    try render(as: format, style: style, to: &text)
    return text
  }

  /// As `rendered(as:style:)`, piece by piece into a stream.
  package func write(as format: OutputFormat, style: TextStyle, to output: inout ReportStream) throws {
    try render(as: format, style: style, to: &output)
  }

  private func render(as format: OutputFormat, style: TextStyle, to output: inout some TextOutputStream)
    throws
  {
    switch format {
    case .text: writeText(style: style, to: &output)
    case .json: try writeJSON(isPretty: true, to: &output)
    case .jsonl: try writeJSONLines(to: &output)
    case .sarif:
      try SARIFLog(report).outline.write(isPretty: true, to: &output)
      output.write("\n")
    case .html, .markdown, .csv, .gitlab, .junit: try writeDocument(as: format, to: &output)
    }
  }

  func writeDocument(as format: OutputFormat, to output: inout some TextOutputStream) throws {
    switch format {
    case .html: HTMLPage(self).write(to: &output)
    case .markdown: MarkdownReport(self).write(to: &output)
    case .csv: CSVReport(self).write(to: &output)
    case .gitlab: try GitLabReport(self).write(to: &output)
    case .junit: JUnitReport(self).write(to: &output)
    case .text, .json, .jsonl, .sarif: break
    }
  }
}
