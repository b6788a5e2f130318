internal import Findings
internal import Reporting

/// The one place that asks Reporting for a document.
enum Rendering {
  static func text(of report: any Renderable, as format: OutputFormat, style: TextStyle) throws(CommandFailure)
    -> String
  {
    do {
      return try report.rendered(as: format, style: style)
    } catch {
      throw CommandFailure("cannot render the report as \(format): \(error)", status: ExitStatus.incomplete)
    }
  }
}

/// What every format can show: one scan, or many as one.
protocol Renderable {
  func rendered(as format: OutputFormat, style: TextStyle) throws -> String
}

extension Report: Renderable {}
extension AgeReport: Renderable {}
