/// The job's log, which some services read commands from.
struct CILog {
  let service: CIService?
  let plan: OutputPlan

  /// Where commands go: GitHub reads both streams, and standard output may be a document.
  private var stream: StandardStream { plan.tellsText ? .output : .error }

  func line(_ text: String) { stream.line(text) }

  /// What a report quotes (paths, names, subjects) is a stranger's and must not give GitHub commands: none is obeyed
  /// until a word comes that nobody can guess.
  func guarded<Result>(_ body: () -> Result) -> Result {
    guard service == .github else { return body() }
    var random = SystemRandomNumberGenerator()
    let word = "leakage-" + String(random.next(), radix: 36) + String(random.next(), radix: 36)
    line("::stop-commands::\(word)")
    defer { line("::\(word)::") }
    return body()
  }
}
