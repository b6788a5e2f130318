internal import ArgumentParser
internal import Reporting

extension OutputFormat: ExpressibleByArgument {}

/// Where results go and what they look like.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Format of the main report. (default: text)", valueName: "format")
  )
  var format: OutputFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the main report to FILE; without -f, its extension tells the format.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    name: .customLong("report"), parsing: .singleValue,
    help: ArgumentHelp(
      "Write one more report to FILE (or FORMAT:FILE). Repeatable.", valueName: "file"),
    completion: .file())
  var reports: [String] = []

  @OptionGroup var showSecrets: ShowSecrets

  @Option(
    help: ArgumentHelp("Colour the text report. NO_COLOR and CLICOLOR_FORCE are obeyed.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "Show no progress bar.")
  var noProgress = false

  @Flag(name: .shortAndLong, help: "Show every occurrence, and what the scan read and how long it took.")
  var verbose = false

  @Flag(
    help:
      "Print to standard error what every detector cost: literal hits, searches, matches, time, limit hits.")
  var timings = false

  @Option(
    help: ArgumentHelp("Write the same to FILE as JSON.", valueName: "file"), completion: .file())
  var timingsFile: String?

  @Flag(name: .shortAndLong, help: "Nothing on standard error but errors.")
  var quiet = false
}
