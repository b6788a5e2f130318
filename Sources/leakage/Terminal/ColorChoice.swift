internal import ArgumentParser

/// `--color`.
enum ColorChoice: String, Sendable, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// The flag outranks the environment; there `NO_COLOR` (no-color.org) outranks `CLICOLOR_FORCE`, and that
  /// the question whether somebody looks.
  func usesColor(on terminal: Terminal, environment: ProcessEnvironment) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if environment["NO_COLOR"] != nil { return false }
      if let force = environment["CLICOLOR_FORCE"], force != "0" { return true }
      return terminal.isTerminal && !terminal.isDumb && environment["CLICOLOR"] != "0"
    }
  }
}
