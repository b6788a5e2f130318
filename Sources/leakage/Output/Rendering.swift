internal import Findings
internal import Reporting

/// A document that every format can show: one scan, or many as one.
protocol Renderable {
  func write(as format: OutputFormat, style: TextStyle, to output: inout ReportStream) throws
}

extension AgeReport: Renderable {}

/// One scan's report, with what its pages hold ages against.
struct ScanDocument: Renderable {
  let report: Report
  let options: AgeReport.Options

  init(_ report: Report, rotation: RotationLimits) {
    self.report = report
    var options = AgeReport.Options()
    options.limits = rotation
    self.options = options
  }

  func write(as format: OutputFormat, style: TextStyle, to output: inout ReportStream) throws {
    try report.write(as: format, style: style, options: options, to: &output)
  }
}

/// The one place that asks Reporting for a document.
struct Rendering {
  let report: any Renderable
  let format: OutputFormat
  let style: TextStyle

  func write(to output: inout ReportStream) throws(CommandFailure) {
    do {
      try report.write(as: format, style: style, to: &output)
    } catch {
      throw CommandFailure("cannot render the report as \(format): \(error)", status: ExitStatus.incomplete)
    }
  }
}
