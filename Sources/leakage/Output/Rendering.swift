internal import Findings
internal import Reporting

/// The one place that asks Reporting for a document.
enum Rendering {
  static func text(of report: Report, as format: OutputFormat, style: TextStyle) throws(CommandFailure)
    -> String
  {
    do {
      return try report.rendered(as: format, style: style)
    } catch {
      throw CommandFailure("cannot render the report as \(format): \(error)", status: ExitStatus.incomplete)
    }
  }
}
