import TestRepositories
import Testing

@testable import leakage

/// Each agent's payloads as its documents show them, and the answer in its own words.
struct AgentHookTests {
  private let sample: AgentSample

  init() throws { sample = try AgentSample() }

  private static let claude =
    #""session_id":"abc123","transcript_path":"/home/u/.claude/projects/x/00893aaf.jsonl","cwd":"FOLDER","permission_mode":"default""#
  private static let gemini =
    #""session_id":"abc","transcript_path":"/t.json","cwd":"FOLDER","timestamp":"2026-01-01T00:00:00Z""#
  private static let cursor =
    #""conversation_id":"c1","generation_id":"g1","model":"m","cursor_version":"2.0.77","workspace_roots":["FOLDER"],"user_email":"me@example.com""#

  private static let stopped: [(AgentKind, String, [String])] = [
    (
      .claudeCode, "{\(claude),\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"use TOKEN please\"}",
      ["decision=block"]
    ),
    (
      .claudeCode,
      "{\(claude),\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"curl -H 'Authorization: Bearer TOKEN' https://api.github.com\",\"description\":\"call\",\"timeout\":120000},\"tool_use_id\":\"toolu_01ABC123\"}",
      ["hookSpecificOutput.permissionDecision=deny", "hookSpecificOutput.hookEventName=PreToolUse"]
    ),
    (
      .claudeCode,
      "{\(claude),\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Read\",\"tool_input\":{\"file_path\":\"FOLDER/.env\"}}",
      ["hookSpecificOutput.permissionDecision=deny"]
    ),
    (
      .claudeCode,
      "{\(claude),\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"mcp__github__create_issue\",\"tool_input\":{\"TOKEN\":\"a name\"}}",
      ["hookSpecificOutput.permissionDecision=deny"]
    ),
    (
      .codex, "{\(claude),\"turn_id\":\"t\",\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"TOKEN\"}",
      ["decision=block"]
    ),
    (
      .codex,
      "{\(claude),\"turn_id\":\"t\",\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"cd . && cat ./.env | head\"},\"tool_use_id\":\"u\"}",
      ["hookSpecificOutput.permissionDecision=deny"]
    ),
    (
      .codex,
      "{\(claude),\"turn_id\":\"t\",\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"env\"},\"tool_response\":\"A=1\\nTOKEN=TOKEN\\n\"}",
      ["decision=block"]
    ),
    (.gemini, "{\(gemini),\"hook_event_name\":\"BeforeAgent\",\"prompt\":\"TOKEN\"}", ["decision=deny"]),
    (
      .gemini,
      "{\(gemini),\"hook_event_name\":\"BeforeTool\",\"tool_name\":\"read_file\",\"tool_input\":{\"file_path\":\".env\"}}",
      ["decision=deny"]
    ),
    (
      .gemini,
      "{\(gemini),\"hook_event_name\":\"AfterTool\",\"tool_name\":\"run_shell_command\",\"tool_input\":{\"command\":\"env\"},\"tool_response\":{\"llmContent\":\"TOKEN=TOKEN\",\"returnDisplay\":\"x\"}}",
      ["decision=deny"]
    ),
    (
      .cursor,
      "{\(cursor),\"hook_event_name\":\"beforeSubmitPrompt\",\"prompt\":\"TOKEN\",\"attachments\":[]}",
      ["continue=false"]
    ),
    (
      .cursor,
      "{\(cursor),\"hook_event_name\":\"beforeShellExecution\",\"command\":\"cat .env\",\"cwd\":\"FOLDER\"}",
      ["permission=deny"]
    ),
    (
      .cursor,
      "{\(cursor),\"hook_event_name\":\"beforeReadFile\",\"file_path\":\"FOLDER/.env\",\"content\":\"TOKEN=TOKEN\",\"attachments\":[]}",
      ["permission=deny"]
    ),
    (
      .cursor,
      "{\(cursor),\"hook_event_name\":\"preToolUse\",\"tool_name\":\"Shell\",\"tool_input\":{\"command\":\"echo TOKEN\"},\"tool_use_id\":\"x\\ny\"}",
      ["permission=deny"]
    ),
    (
      .copilot,
      #"{"sessionId":"s","timestamp":1704614600000,"cwd":"FOLDER","toolName":"bash","toolArgs":"{\"command\":\"cat .env\"}"}"#,
      ["permissionDecision=deny", "hookSpecificOutput.permissionDecision=deny"]
    ),
    (
      .copilot,
      #"{"hook_event_name":"PreToolUse","session_id":"s","timestamp":"2026-01-01T00:00:00Z","cwd":"FOLDER","tool_name":"view","tool_input":{"path":"FOLDER/.env"}}"#,
      ["permissionDecision=deny"]
    ),
    (
      .copilot, #"{"sessionId":"s","timestamp":1,"cwd":"FOLDER","prompt":"use TOKEN"}"#,
      ["decision=block", "continue=false"]
    ),
  ]

  @Test(arguments: stopped.indices) func `what holds a secret is stopped in the agent's own words`(index: Int)
    throws
  {
    let (agent, payload, expected) = Self.stopped[index]
    let answer = try sample.answer(agent, payload)
    let output = try #require(answer.output, "\(answer)")
    #expect(answer.status == 0 && answer.error == nil)
    for entry in expected {
      let parts = entry.split(separator: "=").map(String.init)
      let value = parts[0].split(separator: ".").reduce(Optional(output)) { $0?[String($1)] }
      #expect(
        value?.text ?? value.map { String(decoding: $0.compact, as: UTF8.self) } == parts[1], "\(payload)")
    }
    expectSecrecy(output)
  }

  private func expectSecrecy(_ output: JSONDocument) {
    let text = String(decoding: output.compact, as: UTF8.self)
    for start in sample.token.indices.dropFirst(4).dropLast(7) {
      #expect(!text.contains(sample.token[start...].prefix(8)))
    }
    #expect(text.contains("GitHub"))
  }

  @Test func `Claude Code gets a masked result of the same form`() throws {
    let answer = try sample.answer(
      .claudeCode,
      "{\(Self.claude),\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"env\"},\"tool_response\":{\"stdout\":\"TOKEN=TOKEN\\nb\",\"stderr\":\"\",\"interrupted\":false,\"isImage\":false}}"
    )
    let result = try #require(answer.output?["hookSpecificOutput"]?["updatedToolOutput"])
    #expect(
      result["stdout"]?.text?.contains("=[redacted:ghp_:") == true
        && result["stdout"]?.text?.hasSuffix("\nb") == true)
    #expect(result["interrupted"] == .bool(false) && result["stderr"] == .text(""))
    expectSecrecy(try #require(answer.output))
  }

  @Test func `Copilot gets a masked result, and a masked prompt where it can be changed`() throws {
    let result = try sample.answer(
      .copilot,
      #"{"sessionId":"s","timestamp":1,"cwd":"FOLDER","toolName":"bash","toolArgs":{},"toolResult":{"resultType":"success","textResultForLlm":"x TOKEN y"}}"#
    )
    #expect(result.output?["modifiedResult"]?["resultType"] == .text("success"))
    #expect(
      result.output?["modifiedResult"]?["textResultForLlm"]?.text?.hasPrefix("x [redacted:ghp_:") == true)
    let prompt = try sample.answer(
      .copilot, #"{"sessionId":"s","cwd":"FOLDER","prompt":"p TOKEN","transformedPrompt":"p TOKEN q"}"#)
    #expect(prompt.output?["modifiedTransformedPrompt"]?.text?.hasSuffix("] q") == true)
  }

  @Test func `Cursor gets a masked result of MCP tools`() throws {
    let answer = try sample.answer(
      .cursor,
      "{\(Self.cursor),\"hook_event_name\":\"postToolUse\",\"tool_name\":\"MCP:query\",\"tool_input\":{},\"tool_output\":\"{\\\"content\\\":[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"TOKEN\\\"}]}\"}"
    )
    let content = answer.output?["updated_mcp_tool_output"]?["content"]?.elements
    #expect(content?.first?["text"]?.text?.hasPrefix("[redacted:ghp_:") == true)
  }

  private static let passed: [(AgentKind, String)] = [
    (.claudeCode, #"{"hook_event_name":"UserPromptSubmit","prompt":"hello","cwd":"FOLDER"}"#),
    (
      .claudeCode,
      #"{"hook_event_name":"PreToolUse","tool_name":"Read","tool_input":{"file_path":"FOLDER/clean.txt"},"cwd":"FOLDER"}"#
    ),
    (
      .claudeCode,
      #"{"hook_event_name":"PreToolUse","tool_name":"Read","tool_input":{"file_path":"FOLDER/gone.txt"},"cwd":"FOLDER"}"#
    ),
    (
      .claudeCode,
      #"{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls -la .env && git add .env"},"cwd":"FOLDER"}"#
    ),
    (
      .claudeCode,
      #"{"hook_event_name":"PreToolUse","tool_name":"Read","tool_input":{"file_path":"FOLDER/.env","limit":1},"cwd":"FOLDER"}"#
    ),
    (.claudeCode, #"{"hook_event_name":"Stop","last_assistant_message":"TOKEN"}"#),
    (.cursor, #"{"hook_event_name":"beforeReadFile","file_path":"FOLDER/clean.txt","content":"nothing"}"#),
    (.cursor, #"{"hook_event_name":"beforeSubmitPrompt","prompt":"hello"}"#),
    (.gemini, #"{"hook_event_name":"AfterTool","tool_name":"x","tool_response":{"llmContent":"ok"}}"#),
    (.copilot, #"{"toolName":"bash","toolArgs":{"command":"ls"}}"#),
    (.codex, #"{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_response":"ok"}"#),
  ]

  @Test(arguments: passed.indices) func `what holds none passes without a word`(index: Int) throws {
    let (agent, payload) = Self.passed[index]
    let answer = try sample.answer(agent, payload)
    #expect(answer.status == 0 && answer.error == nil)
    let text = answer.output.map { String(decoding: $0.compact, as: UTF8.self) }
    #expect(
      ["{}", #"{"permission":"allow"}"#, #"{"continue":true}"#].contains(text), "\(payload) \(text ?? "")")
  }
}
