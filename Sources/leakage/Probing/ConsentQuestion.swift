internal import Probing

/// Asks the person at the terminal.
enum ConsentQuestion {
  /// False without a terminal on both ends: what comes through a pipe is no consent.
  static func isAccepted(_ plan: ProbePlan, _ options: ProbeOptions) -> Bool {
    let input = Terminal(StandardStream(descriptor: 0, name: "standard input"))
    guard input.isTerminal, Terminal(.error).isTerminal else { return false }
    StandardStream.error.attempt(PlanText(plan, inventoried: 0, options: options).text)
    StandardStream.error.attempt("These credentials are mine, or I may test them. Send? [y/N] ")
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }
}
