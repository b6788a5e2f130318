internal import Reporting

/// What the output options mean on this terminal and in this environment.
struct OutputPlan: Sendable {
  var main: Destination
  var reports: [Destination]
  var style: TextStyle
  /// Files get no colour and a fixed width.
  var fileStyle: TextStyle
  var revealsSecrets: Bool
  var showsProgress: Bool
  var isVerbose: Bool
  var isQuiet: Bool

  init(
    _ options: OutputOptions, stdout: Terminal, stderr: Terminal, environment: ProcessEnvironment
  ) throws(CommandFailure) {
    guard !(options.verbose && options.quiet) else {
      throw CommandFailure("--verbose and --quiet contradict each other", help: "drop one of them")
    }
    main = try OutputPlan.main(options)
    reports = []
    for argument in options.reports { reports.append(try Destination.report(argument)) }
    try OutputPlan.refuseDuplicates([main] + reports)
    let color = options.color.usesColor(on: stdout, environment: environment)
    style = TextStyle(
      width: stdout.width, color: color, isVerbose: options.verbose,
      hyperlinks: color && stdout.isTerminal && !stdout.isDumb)
    fileStyle = TextStyle(width: Terminal.defaultWidth, isVerbose: options.verbose)
    revealsSecrets = try options.showSecrets.isAllowed(stdoutIsTerminal: stdout.isTerminal)
    showsProgress = stderr.isTerminal && !stderr.isDumb && !options.noProgress && !options.quiet
    isVerbose = options.verbose
    isQuiet = options.quiet
  }

  /// Standard output holds the text report, which says what would else be said on standard error.
  var tellsText: Bool { main == Destination(.standardOutput, as: .text) }

  private static func main(_ options: OutputOptions) throws(CommandFailure) -> Destination {
    guard let path = options.output else { return Destination(.standardOutput, as: options.format ?? .text) }
    if let format = options.format { return Destination(Destination.place(path), as: format) }
    return path == "-" ? Destination(.standardOutput, as: .text) : try Destination.report(path)
  }

  /// More reports, where the command line has not asked for one at the same place.
  mutating func add(_ more: [Destination]) {
    reports += more.filter { destination in ([main] + reports).allSatisfy { $0.place != destination.place } }
  }

  private static func refuseDuplicates(_ destinations: [Destination]) throws(CommandFailure) {
    for (index, one) in destinations.enumerated()
    where destinations[..<index].contains(where: { $0.place == one.place }) {
      let name = if case .file(let path) = one.place { "'\(path)'" } else { "standard output" }
      throw CommandFailure("two reports would go to \(name)", help: "give each report its own file")
    }
  }
}
