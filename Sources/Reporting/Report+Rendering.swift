package import Findings

extension Report {
  /// The whole report in one format, with a newline at its end. The same report gives the same bytes.
  /// Throws only what an `Encodable` conformance throws; those of `Findings` throw nothing.
  package func rendered(as format: OutputFormat, style: TextStyle = TextStyle()) throws -> String {
    var text = ""
    try render(as: format, style: style, options: AgeReport.Options(), to: &text)
    return text
  }

  /// As `rendered(as:style:)`, piece by piece into a stream.
  package func write(
    as format: OutputFormat, style: TextStyle, options: AgeReport.Options, to output: inout ReportStream
  ) throws {
    try render(as: format, style: style, options: options, to: &output)
  }

  private func render(
    as format: OutputFormat, style: TextStyle, options: AgeReport.Options,
    to output: inout some TextOutputStream
  ) throws {
    switch format {
    case .text:
      for line in TextReport(self, style: style).lines {
        line.write(to: &output, style: style)
        output.write("\n")
      }
    case .json: try writeJSON(isPretty: true, to: &output)
    case .jsonl: try writeJSONLines(to: &output)
    case .sarif:
      try SARIFLog(self).outline.write(isPretty: true, to: &output)
      output.write("\n")
    case .html, .markdown, .csv, .gitlab, .junit:
      try AgeReport(self, options: options).writeDocument(as: format, to: &output)
    }
  }
}
