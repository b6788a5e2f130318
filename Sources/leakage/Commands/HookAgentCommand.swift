internal import ArgumentParser

struct HookAgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent",
    abstract: "Keep secrets from a coding agent's model.",
    discussion: """
      The agent runs the hook with each prompt, tool call and tool result. What holds a secret is stopped or masked before \
      the model sees it; the answer names the secret and its place and shows nothing of it.

      EXAMPLES:
        leakage hook agent install --for claude-code
        leakage hook agent --for claude-code < event.json
      """,
    subcommands: [HookAgentRunCommand.self, HookAgentInstallCommand.self, HookAgentUninstallCommand.self],
    defaultSubcommand: HookAgentRunCommand.self)
}

/// Which agent.
struct AgentOptions: ParsableArguments {
  @Option(name: .customLong("for"), help: ArgumentHelp("The agent.", valueName: "agent"))
  var agent: AgentKind
}
