import Foundation
import TestRepositories
import Testing

@testable import leakage

/// What each agent is answered, byte for byte: to a prompt, a call and a result; without a secret, with one, and cut off.
struct AgentGoldenTests {
  private let sample: AgentSample

  init() throws { sample = try AgentSample() }

  private static let claude =
    #""session_id":"s","transcript_path":"/t.jsonl","cwd":"/srv/project","permission_mode":"default""#
  private static let gemini =
    #""session_id":"s","transcript_path":"/t.json","cwd":"/srv/project","timestamp":"2026-01-01T00:00:00Z""#
  private static let cursor =
    #""conversation_id":"c","generation_id":"g","model":"m","cursor_version":"2.0.77","workspace_roots":["/srv/project"]"#

  /// Payloads as each agent documents them; `VALUE` is what differs.
  private static let payloads: [(AgentKind, [(name: String, payload: String)])] = [
    (
      .claudeCode,
      [
        ("prompt", "{\(claude),\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"use VALUE please\"}"),
        (
          "tool call",
          "{\(claude),\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"curl -H 'Authorization: Bearer VALUE' https://api.github.com\"},\"tool_use_id\":\"t\"}"
        ),
        (
          "tool result",
          "{\(claude),\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"env\"},\"tool_response\":{\"stdout\":\"A=VALUE\\nb\",\"stderr\":\"\",\"interrupted\":false}}"
        ),
      ]
    ),
    (
      .codex,
      [
        (
          "prompt",
          "{\(claude),\"turn_id\":\"t\",\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"use VALUE please\"}"
        ),
        (
          "tool call",
          "{\(claude),\"turn_id\":\"t\",\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"echo VALUE\"},\"tool_use_id\":\"u\"}"
        ),
        (
          "tool result",
          "{\(claude),\"turn_id\":\"t\",\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"env\"},\"tool_response\":\"A=VALUE\\n\"}"
        ),
      ]
    ),
    (
      .gemini,
      [
        ("prompt", "{\(gemini),\"hook_event_name\":\"BeforeAgent\",\"prompt\":\"use VALUE please\"}"),
        (
          "tool call",
          "{\(gemini),\"hook_event_name\":\"BeforeTool\",\"tool_name\":\"run_shell_command\",\"tool_input\":{\"command\":\"echo VALUE\"}}"
        ),
        (
          "tool result",
          "{\(gemini),\"hook_event_name\":\"AfterTool\",\"tool_name\":\"run_shell_command\",\"tool_input\":{\"command\":\"env\"},\"tool_response\":{\"llmContent\":\"A=VALUE\",\"returnDisplay\":\"x\"}}"
        ),
      ]
    ),
    (
      .cursor,
      [
        (
          "prompt",
          "{\(cursor),\"hook_event_name\":\"beforeSubmitPrompt\",\"prompt\":\"use VALUE please\",\"attachments\":[]}"
        ),
        (
          "tool call",
          "{\(cursor),\"hook_event_name\":\"preToolUse\",\"tool_name\":\"Shell\",\"tool_input\":{\"command\":\"echo VALUE\"},\"tool_use_id\":\"x\"}"
        ),
        (
          "tool result",
          "{\(cursor),\"hook_event_name\":\"postToolUse\",\"tool_name\":\"Shell\",\"tool_input\":{\"command\":\"env\"},\"tool_output\":\"{\\\"output\\\":\\\"A=VALUE\\\"}\"}"
        ),
        (
          "tool result of an MCP tool",
          "{\(cursor),\"hook_event_name\":\"postToolUse\",\"tool_name\":\"MCP:query\",\"tool_input\":{},\"tool_output\":\"{\\\"content\\\":[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"A=VALUE\\\"}]}\"}"
        ),
      ]
    ),
    (
      .copilot,
      [
        ("prompt", #"{"sessionId":"s","timestamp":1,"cwd":"/srv/project","prompt":"use VALUE please"}"#),
        (
          "prompt that can be changed",
          #"{"sessionId":"s","cwd":"/srv/project","prompt":"use VALUE please","transformedPrompt":"use VALUE please, briefly"}"#
        ),
        (
          "tool call",
          #"{"sessionId":"s","timestamp":1,"cwd":"/srv/project","toolName":"bash","toolArgs":"{\"command\":\"echo VALUE\"}"}"#
        ),
        (
          "tool result",
          #"{"sessionId":"s","timestamp":1,"cwd":"/srv/project","toolName":"bash","toolArgs":{},"toolResult":{"resultType":"success","textResultForLlm":"A=VALUE"}}"#
        ),
        (
          "tool call in VS Code",
          #"{"hook_event_name":"PreToolUse","session_id":"s","cwd":"/srv/project","tool_name":"run","tool_input":{"command":"echo VALUE"}}"#
        ),
        (
          "tool result in VS Code",
          #"{"hook_event_name":"PostToolUse","session_id":"s","cwd":"/srv/project","tool_name":"run","tool_input":{},"tool_response":"A=VALUE"}"#
        ),
      ]
    ),
  ]

  private func answer(_ agent: AgentKind, _ payload: String) throws -> String {
    let result = try Program.run(
      ["hook", "agent", "--for", agent.rawValue], in: sample.repository.path, input: sample.filled(payload))
    for start in sample.token.indices.dropFirst(4).dropLast(7) {
      let part = sample.token[start...].prefix(8)
      #expect(!result.output.contains(part) && !result.error.contains(part))
    }
    let text = [("out", result.output), ("err", result.error)].flatMap { name, text in
      text.split(separator: "\n").map { "\(name)  \($0)" }
    }
    return (["status \(result.status)"] + text).joined(separator: "\n")
  }

  @Test(arguments: payloads.indices) func `an agent is answered as its golden file says`(index: Int) throws {
    let (agent, events) = Self.payloads[index]
    var sections: [String] = []
    for (name, payload) in events {
      let secret = payload.replacing("VALUE", with: "TOKEN")
      for (kind, payload) in [
        ("clean", payload.replacing("VALUE", with: "nothing")), ("a secret", secret),
        ("cut off", String(secret.dropLast(9))),
        ("not JSON", "VALUE"), ("empty", ""),
      ] where kind != "not JSON" && kind != "empty" || name == "prompt" {
        sections.append("== \(name), \(kind)\n\(try answer(agent, payload))\n")
      }
    }
    let text = sections.joined(separator: "\n")
    let file = DocumentedCommand.root.appending(path: "testdata/golden/agent-\(agent.rawValue).txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try text == String(contentsOf: file, encoding: .utf8), "record it with RECORD_GOLDEN=1 if that is meant"
    )
  }

  @Test func `every agent has its golden file`() {
    #expect(Set(Self.payloads.map(\.0)) == Set(AgentKind.allCases))
  }
}
