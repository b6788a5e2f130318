/// What an agent asks about: read from the JSON that its hook gets.
struct AgentEvent {
  enum Kind {
    /// Text for the model.
    case prompt
    /// A tool is about to run, or a file about to be read.
    case call
    /// A tool has run; the model has not seen yet what came of it.
    case result
    /// Something else, which shows the model nothing.
    case other
  }

  let kind: Kind
  /// As the agent calls it; empty where it does not say.
  let name: String
  let payload: JSONDocument

  /// Events that carry nothing for the model, or nothing that a hook could stop. Others that are not known are searched.
  private static let quiet: Set<String> = [
    "stop", "subagentstop", "subagentstart", "sessionstart", "sessionend", "notification", "precompact",
    "postcompact",
    "precompress", "aftermodel", "afteragent", "agentstop", "erroroccurred", "afteragentresponse",
    "afteragentthought",
    "permissionrequest", "beforetoolselection",
  ]

  init(_ payload: JSONDocument) {
    self.payload = payload
    name = payload.first(of: ["hook_event_name", "hookEventName"])?.text ?? ""
    switch name.lowercased() {
    case "userpromptsubmit", "user_prompt", "userpromptsubmitted", "userprompttransformed", "beforeagent",
      "beforemodel",
      "beforesubmitprompt":
      kind = .prompt
    case "pretooluse", "beforetool", "beforeshellexecution", "beforemcpexecution", "beforereadfile",
      "beforetabfileread":
      kind = .call
    case "posttooluse", "posttoolusefailure", "aftertool", "aftershellexecution", "aftermcpexecution":
      kind = .result
    case let name where AgentEvent.quiet.contains(name): kind = .other
    default: kind = AgentEvent.guess(payload)
    }
  }

  /// Copilot's own form does not name the event.
  private static func guess(_ payload: JSONDocument) -> Kind {
    if payload.first(of: AgentEvent.results) != nil { return .result }
    if payload.first(of: ["toolName", "tool_name", "toolArgs", "tool_input"]) != nil { return .call }
    if payload.first(of: ["prompt", "transformedPrompt"]) != nil { return .prompt }
    // Nobody knows what it is: searched as a call, which can be stopped.
    return .call
  }

  private static let results = [
    "tool_response", "tool_result", "toolResult", "tool_output", "result_json", "output", "error",
  ]

  /// The members that the model would see, with their names.
  var searched: [JSONDocument.Member] {
    guard case .object(let members) = payload else { return [] }
    return members.filter { member in
      let name = String(decoding: member.name, as: UTF8.self)
      if kind == .result { return AgentEvent.results.contains(name) || name == "error_message" }
      return !AgentEvent.envelope.contains(name)
    }
  }

  /// The result itself.
  var result: JSONDocument.Member? {
    searched.first { AgentEvent.results.contains(String(decoding: $0.name, as: UTF8.self)) }
  }

  var tool: String { payload.first(of: ["tool_name", "toolName"])?.text ?? "" }

  /// What the tool is called with. Copilot may hand it over as a text that holds JSON.
  var arguments: JSONDocument? {
    guard let value = payload.first(of: ["tool_input", "toolArgs"]) else { return nil }
    guard let text = value.bytes, text.first == UInt8(ascii: "{") else { return value }
    return (try? JSONDocument(parsing: text)) ?? value
  }

  /// The folder that relative paths start from.
  var folder: String? {
    payload["cwd"]?.text ?? payload["workspace_roots"]?.elements?.first?.text
  }

  /// Ids and paths that agents put around what they ask about.
  private static let envelope: Set<String> = [
    "session_id", "sessionId", "transcript_path", "transcriptPath", "cwd", "hook_event_name", "hookEventName",
    "timestamp",
    "permission_mode", "tool_use_id", "toolUseId", "turn_id", "prompt_id", "conversation_id", "generation_id",
    "model",
    "cursor_version", "workspace_roots", "user_email", "agent_id", "agent_type", "effort", "scratchpad_dir",
  ]
}
