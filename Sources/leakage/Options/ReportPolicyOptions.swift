internal import ArgumentParser
internal import Findings
internal import Scanning

/// What a report is held against, and who says so: the command line, or else the configuration of the folder where
/// one works.
struct ReportPolicyOptions: ParsableArguments {
  @OptionGroup var gate: GateOptions

  @Option(
    help: ArgumentHelp(
      "Read the policy of FILE and not that of the working folder's .leakage.toml.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  @Flag(help: "Obey no .leakage.toml of the working folder.")
  var untrusted = false

  @Option(help: ArgumentHelp("Exit status when findings violate the policy.", valueName: "n"))
  var exitCode = Int(ExitStatus.findings)

  func validate() throws {
    guard (0...255).contains(exitCode) else { throw BadValue("--exit-code is no number from 0 to 255") }
  }

  /// The settings that count; all defaults where there is no file.
  func configuration() throws(CommandFailure) -> Configuration {
    if let config {
      guard FileSystem.leadsToFile(config) else { throw CommandFailure("no such configuration: '\(config)'") }
      return try CommandFailure.converting { () throws(SettingsError) in try Configuration.read(at: config) }
    }
    guard !untrusted, let folder = WorkTree.settingsFolder(of: ".") else { return Configuration() }
    return try CommandFailure.converting { () throws(SettingsError) in
      try Configuration.read(inWorkTree: folder)
    }
  }
}
