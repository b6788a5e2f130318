package import Findings

extension AgeReport {
  /// The whole report in one format. The same report gives the same bytes.
  package func rendered(as format: OutputFormat, style: TextStyle = TextStyle()) throws -> String {
    var text = ""
    switch format {
    case .text: writeText(style: style, to: &text)
    case .json: try writeJSON(isPretty: true, to: &text)
    case .jsonl: try writeJSONLines(to: &text)
    case .sarif:
      SARIFLog(report).value.write(isPretty: true, to: &text)
      text += "\n"
    case .html, .markdown, .csv, .gitlab, .junit: writeDocument(as: format, to: &text)
    }
    return text
  }

  func writeDocument(as format: OutputFormat, to output: inout some TextOutputStream) {
    switch format {
    case .html: HTMLPage(self).write(to: &output)
    case .markdown: MarkdownReport(self).write(to: &output)
    case .csv: CSVReport(self).write(to: &output)
    case .gitlab: GitLabReport(self).write(to: &output)
    case .junit: JUnitReport(self).write(to: &output)
    case .text, .json, .jsonl, .sarif: break
    }
  }
}
