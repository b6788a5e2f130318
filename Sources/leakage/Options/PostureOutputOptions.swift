internal import ArgumentParser
internal import Reporting

/// Where posture is told and what it looks like.
struct PostureOutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Format of the main report: text, json, jsonl or sarif. (default: text)", valueName: "format"))
  var format: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the main report to FILE; without -f, its extension tells the format.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    name: .customLong("report"), parsing: .singleValue,
    help: ArgumentHelp("Write one more report to FILE (or FORMAT:FILE). Repeatable.", valueName: "file"),
    completion: .file())
  var reports: [String] = []

  @Option(
    help: ArgumentHelp("Colour the text report. NO_COLOR and CLICOLOR_FORCE are obeyed.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(name: .shortAndLong, help: "Show every place, and what was put aside.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Nothing on standard error but errors.")
  var quiet = false

  private static let formats: [OutputFormat] = [.text, .json, .jsonl, .sarif]

  func plan() throws -> OutputPlan {
    var options = try OutputOptions.parse([])
    if let format {
      guard let known = OutputFormat(rawValue: format), Self.formats.contains(known) else {
        throw Self.wrong(format)
      }
      options.format = known
    }
    options.output = output
    options.reports = reports
    options.color = color
    options.verbose = verbose
    options.quiet = quiet
    let plan = try OutputPlan(
      options, stdout: Terminal(.output), stderr: Terminal(.error), environment: .current)
    for destination in [plan.main] + plan.reports where !Self.formats.contains(destination.format) {
      throw Self.wrong(destination.format.rawValue)
    }
    return plan
  }

  private static func wrong(_ format: String) -> CommandFailure {
    CommandFailure("posture cannot be told as '\(format)'", help: "use text, json, jsonl or sarif")
  }
}
