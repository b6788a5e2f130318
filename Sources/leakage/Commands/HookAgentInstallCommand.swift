internal import ArgumentParser

struct HookAgentInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Add the hook to the project's settings of an agent.",
    discussion: """
      What the file holds stays as it is; installing again changes nothing. A file that is no valid JSON is refused. \
      Agents go on when a hook cannot be started, so the command ends in '|| exit 2', which stops them.

      EXAMPLES:
        leakage hook agent install --for claude-code
        leakage hook agent install --for codex --ignore-file ~/.config/leakage/allowed
        leakage hook agent install --for gemini --command /usr/local/bin/leakage --dry-run
      """)

  @OptionGroup var target: AgentOptions

  @Option(help: ArgumentHelp("The project's root. (default: .)", valueName: "dir"), completion: .directory)
  var project = "."

  @Option(
    help: ArgumentHelp(
      "How the agent calls the program. (default: leakage where that is found on the PATH, else this executable)",
      valueName: "path"))
  var command: String?

  @Option(
    help: ArgumentHelp("The ignore file that the hook shall obey.", valueName: "file"), completion: .file())
  var ignoreFile: String?

  @Flag(help: "Let the agent go on where the hook cannot be started.")
  var failOpen = false

  @Flag(help: "Print the settings, and write nothing.")
  var dryRun = false

  func run() throws {
    let settings = AgentSettings(agent: target.agent, command: hookCommand)
    let file = SettingsFile(path: project == "." ? settings.path : project + "/" + settings.path)
    let old = try file.read()
    let new: JSONDocument
    do throws(SettingsShapeError) { new = try settings.installed(in: old) } catch {
      throw file.refused("is not what \(target.agent.name) reads: \(error)")
    }
    if dryRun { return try StandardStream.output.write(String(decoding: new.pretty, as: UTF8.self)) }
    guard old != new else {
      return try StandardStream.output.write("\(file.path): the hook is there already\n")
    }
    try file.write(new)
    try StandardStream.output.write(
      "\(file.path): \(target.agent.name) asks leakage from its next start on\n  contract: \(settings.reference)\n"
    )
  }

  private var hookCommand: String {
    let environment = ProcessEnvironment.current
    let program =
      command ?? (AgentProgram.onPath(environment["PATH"]) != nil ? "leakage" : AgentProgram.own ?? "leakage")
    var words = [AgentProgram.quoted(program), "hook", "agent", "--for", target.agent.rawValue]
    if let ignoreFile { words += ["--ignore-file", AgentProgram.quoted(ignoreFile)] }
    return words.joined(separator: " ") + (failOpen ? "" : " || exit 2")
  }
}
