/// What a hook says, in the words of the agent that asked.
struct AgentAnswer: Equatable {
  /// For standard output; nothing where the status says it all.
  var output: JSONDocument?
  /// For standard error.
  var error: String?
  var status: Int32 = 0

  /// All agents stop a call for it, where they can stop one at all. They ignore other statuses.
  static let blocked: Int32 = 2

  /// Nothing could be decided: the call is stopped.
  static func refusal(_ reason: String) -> AgentAnswer { AgentAnswer(error: reason, status: blocked) }
}

extension AgentKind {
  /// Nothing was found.
  func consent(to event: AgentEvent) -> AgentAnswer {
    switch (self, event.name) {
    case (.cursor, "beforeSubmitPrompt"): AgentAnswer(output: .object(["continue": .bool(true)]))
    case (.cursor, "beforeReadFile"), (.cursor, "beforeTabFileRead"):
      AgentAnswer(output: .object(["permission": .text("allow")]))
    // Elsewhere consent would skip the questions that the agent asks its user.
    default: AgentAnswer(output: .object([]))
    }
  }

  /// The prompt or the call must not go on.
  func denial(of event: AgentEvent, _ reason: String) -> AgentAnswer {
    let reason = JSONDocument.text(reason)
    switch (self, event.kind) {
    case (.claudeCode, .prompt), (.codex, .prompt):
      return AgentAnswer(output: .object(["decision": .text("block"), "reason": reason]))
    case (.claudeCode, _), (.codex, _):
      return AgentAnswer(output: .object(["hookSpecificOutput": AgentKind.denied(reason)]))
    case (.cursor, .prompt):
      return AgentAnswer(output: .object(["continue": .bool(false), "user_message": reason]))
    case (.cursor, _):
      return AgentAnswer(
        output: .object(["permission": .text("deny"), "user_message": reason, "agent_message": reason]))
    case (.copilot, .prompt):
      return AgentAnswer(
        output: .object([
          "decision": .text("block"), "reason": reason, "continue": .bool(false), "stopReason": reason,
        ]))
    case (.copilot, _):
      // The command line reads the members at the top, the editor those inside.
      return AgentAnswer(
        output: .object([
          "permissionDecision": .text("deny"), "permissionDecisionReason": reason,
          "hookSpecificOutput": AgentKind.denied(reason),
        ]))
    case (.gemini, _):
      return AgentAnswer(output: .object(["decision": .text("deny"), "reason": reason]))
    }
  }

  private static func denied(_ reason: JSONDocument) -> JSONDocument {
    .object([
      "hookEventName": .text("PreToolUse"), "permissionDecision": .text("deny"),
      "permissionDecisionReason": reason,
    ])
  }

  /// The model gets the masked text in place of what the tool gave or the user wrote.
  func replacement(for event: AgentEvent, with masked: JSONDocument, _ reason: String) -> AgentAnswer {
    switch self {
    case .claudeCode: claude(event, masked, reason)
    case .codex:
      AgentAnswer(
        output: .object(["decision": .text("block"), "reason": .text(AgentKind.told(reason, masked))]))
    case .gemini:
      AgentAnswer(
        output: .object(["decision": .text("deny"), "reason": .text(AgentKind.told(reason, masked))]))
    case .copilot: copilot(event, masked, reason)
    case .cursor: cursor(event, masked, reason)
    }
  }

  private func claude(_ event: AgentEvent, _ masked: JSONDocument, _ reason: String) -> AgentAnswer {
    var specific = JSONDocument.object(["hookEventName": .text(event.name)])
    if event.name == "PostToolUse" {
      specific["updatedToolOutput"] = masked
      if event.tool.hasPrefix("mcp__") { specific["updatedMCPToolOutput"] = masked }
    } else {
      specific["additionalContext"] = .text(reason)
    }
    return AgentAnswer(output: .object(["hookSpecificOutput": specific, "systemMessage": .text(reason)]))
  }

  private func copilot(_ event: AgentEvent, _ masked: JSONDocument, _ reason: String) -> AgentAnswer {
    guard let text = masked.first(of: ["textResultForLlm", "text_result_for_llm"]) else {
      return AgentAnswer(
        output: .object(["decision": .text("block"), "reason": .text(AgentKind.told(reason, masked))]))
    }
    return AgentAnswer(
      output: .object([
        "modifiedResult": .object(["resultType": .text("success"), "textResultForLlm": text]),
        "additionalContext": .text(reason),
      ]))
  }

  private func cursor(_ event: AgentEvent, _ masked: JSONDocument, _ reason: String) -> AgentAnswer {
    guard event.tool.hasPrefix("MCP") || event.name == "afterMCPExecution" else {
      // Cursor shows its own tools' results to the model whatever a hook says.
      return AgentAnswer(output: .object(["additional_context": .text(reason)]))
    }
    let inner = masked.bytes.flatMap { try? JSONDocument(parsing: $0) }
    let content =
      inner?["content"] != nil
      ? inner ?? masked
      : .object([
        "content": .array([.object(["type": .text("text"), "text": .text(AgentKind.plain(masked))])])
      ])
    return AgentAnswer(
      output: .object(["updated_mcp_tool_output": content, "additional_context": .text(reason)]))
  }

  private static func told(_ reason: String, _ masked: JSONDocument) -> String {
    let text = plain(masked)
    let shown =
      text.utf8.count <= shownLimit
      ? text : String(decoding: text.utf8.prefix(shownLimit), as: UTF8.self) + "…"
    return reason + "\n\nThe result without it:\n" + shown
  }

  private static let shownLimit = 1 << 16

  private static func plain(_ value: JSONDocument) -> String {
    value.text ?? String(decoding: value.compact, as: UTF8.self)
  }
}
