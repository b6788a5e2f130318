internal import ArgumentParser

/// A coding agent whose hooks are known.
enum AgentKind: String, CaseIterable, ExpressibleByArgument, Sendable {
  case claudeCode = "claude-code"
  case cursor
  case copilot
  case gemini
  case codex

  var name: String {
    switch self {
    case .claudeCode: "Claude Code"
    case .cursor: "Cursor"
    case .copilot: "GitHub Copilot"
    case .gemini: "Gemini CLI"
    case .codex: "Codex"
    }
  }

  /// Whether the model sees what the agent's own tools give, whatever a hook says.
  var keepsResults: Bool { self == .cursor }
}
