internal import Reporting

/// Hands a report to all who asked for it.
struct Delivery {
  let plan: OutputPlan

  /// False when a document could not be written; what is wrong is on stderr by then. A main report that its
  /// file does not take goes to standard output instead: results are not lost to a full disk.
  func deliver(_ report: any Renderable) -> Bool {
    let extras = plan.reports.map { attempt($0, report) }
    let main = attempt(plan.main, report)
    if !main, case .file = plan.main.place {
      _ = attempt(Destination(.standardOutput, as: plan.main.format), report)
    }
    return main && extras.allSatisfy { $0 }
  }

  private func attempt(_ destination: Destination, _ report: any Renderable) -> Bool {
    do {
      try write(report, to: destination)
      return true
    } catch {
      StandardStream.error.line("\(error)")
      return false
    }
  }

  private func write(_ report: any Renderable, to destination: Destination) throws(CommandFailure) {
    switch destination.place {
    case .standardOutput:
      let rendering = Rendering(report: report, format: destination.format, style: plan.style)
      try StandardStream.output.write { output throws(CommandFailure) in try rendering.write(to: &output) }
    case .file(let path):
      let rendering = Rendering(report: report, format: destination.format, style: plan.fileStyle)
      try ReportFile(path).write { output throws(CommandFailure) in try rendering.write(to: &output) }
    }
  }
}
