internal import ArgumentParser

/// `--show-secrets[=force]`.
struct ShowSecrets: ParsableArguments {
  @Flag(
    name: .customLong("show-secrets"),
    help: ArgumentHelp(
      "Show the secrets' values in full. Refused when standard output is no terminal.",
      discussion: "--show-secrets=force shows them in files and pipes as well."))
  var isAsked = false

  /// What `=force` is rewritten to: the parser has no options with an optional value that leave a following
  /// positional argument alone.
  @Flag(name: .customLong(ShowSecrets.forceName), help: .private)
  var isForced = false

  private static let forceName = "show-secrets-by-force"

  /// The command line with `--show-secrets=force` as flags.
  static func spelledOut(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments[..<end].flatMap { argument in
      argument == "--show-secrets=force" ? ["--show-secrets", "--\(forceName)"] : [argument]
    } + arguments[end...]
  }

  /// True when secrets are to be shown. Standard output that leads to a log, a file or an agent must not get
  /// them by an oversight.
  func isAllowed(stdoutIsTerminal: Bool) throws(CommandFailure) -> Bool {
    guard isAsked || isForced else { return false }
    guard isForced || stdoutIsTerminal else {
      throw CommandFailure(
        "--show-secrets would write secrets to a file or pipe",
        help: "run it on a terminal, or insist with: --show-secrets=force")
    }
    return true
  }
}
