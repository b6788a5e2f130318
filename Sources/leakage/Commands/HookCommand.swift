internal import ArgumentParser

struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Stop secrets where work is done.",
    discussion: """
      EXAMPLES:
        leakage hook agent install --for claude-code
        leakage hook agent uninstall --for cursor
      """,
    subcommands: [HookAgentCommand.self])
}
