internal import Detectors
internal import Findings
internal import Scanning

/// One scan with its progress bar and its answer to Ctrl-C.
struct ScanSession {
  let catalog: DetectorCatalog
  let request: ScanRequest
  let showsProgress: Bool

  func run() async -> Report {
    let bar = showsProgress ? ProgressBar(width: Terminal(.error).width) : nil
    let scan = Scan(catalog: catalog, options: request.options) { bar?.update($0) }
    let paths = request.paths
    let checks = PostureScan(catalog: catalog, options: request.options)
    let isPostureOnly = request.options.isPostureOnly
    let task = Task { isPostureOnly ? await checks.run(paths: paths) : await scan.run(paths: paths) }
    let interruption = Interruption(
      onFirst: { task.cancel() },
      onSecond: { number in
        bar?.finish()
        Scan.discardTemporaryFiles()
        ProcessExit.abandon(with: 128 + number)
      })
    let report = await task.value
    interruption.end()
    bar?.finish()
    return interruption.hasHappened ? ScanSession.markedInterrupted(report) : report
  }

  /// An interrupted scan is never complete, whether or not the pipeline noticed in time.
  static func markedInterrupted(_ report: Report) -> Report {
    guard report.complete else { return report }
    var report = report
    report.diagnostics.append(
      Diagnostic(
        severity: .error, code: "interrupted", message: "the scan was interrupted before its end",
        help: "run it again to read the rest", isIncomplete: true))
    return report
  }
}
