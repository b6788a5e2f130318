internal import ArgumentParser

struct HookAgentUninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Take the hook out of the project's settings of an agent.",
    discussion: """
      EXAMPLES:
        leakage hook agent uninstall --for claude-code
        leakage hook agent uninstall --for cursor --project ~/src/api
      """)

  @OptionGroup var target: AgentOptions

  @Option(help: ArgumentHelp("The project's root. (default: .)", valueName: "dir"), completion: .directory)
  var project = "."

  func run() throws {
    let settings = AgentSettings(agent: target.agent, command: "")
    let file = SettingsFile(path: project == "." ? settings.path : project + "/" + settings.path)
    guard let old = try file.read() else {
      return try StandardStream.output.write("\(file.path): no such file\n")
    }
    let new: JSONDocument
    do throws(SettingsShapeError) { new = try settings.removed(from: old) } catch {
      throw file.refused("is not what \(target.agent.name) reads: \(error)")
    }
    guard old != new else { return try StandardStream.output.write("\(file.path): no hook of leakage's\n") }
    if AgentSettings.isBare(new) { try file.remove() } else { try file.write(new) }
    try StandardStream.output.write("\(file.path): the hook is gone\n")
  }
}
