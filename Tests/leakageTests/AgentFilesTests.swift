import TestRepositories
import Testing

@testable import leakage

/// What a call would read, and input that is broken.
struct AgentFilesTests {
  private let sample: AgentSample

  init() throws { sample = try AgentSample() }

  @Test(arguments: [
    "cat .env", "cat<.env", "head -n5 '.env'", "cd .. ; cd repository; sudo cat \".e\"nv", "cat .en*",
    "echo $(cat .env)", "grep . .env",
    "A=1 cat .env", "true\n cat .env # c", "dd if=.env", "/bin/cat ./.env",
  ])
  func `a command that prints a file is stopped for what the file holds`(command: String) throws {
    let payload = JSONDocument.object([
      "hook_event_name": .text("PreToolUse"), "cwd": .text(sample.repository.path),
      "tool_name": .text("Bash"),
      "tool_input": .object(["command": .text(command)]),
    ])
    let answer = try sample.hook(.gemini).answer(to: .bytes(payload.compact))
    #expect(answer.output?["decision"] == .text("deny"))
    #expect(answer.output?["reason"]?.text?.contains(".env:3") == true)
  }

  @Test func `the name of a file is shown without the secret in it`() throws {
    try sample.repository.write("\(sample.token).txt", "TOKEN=\(sample.token)\n")
    let answer = try sample.answer(
      .gemini,
      #"{"hook_event_name":"BeforeTool","cwd":"FOLDER","tool_name":"read_file","tool_input":{"path":"TOKEN.txt"}}"#
    )
    let reason = try #require(answer.output?["reason"]?.text)
    #expect(reason.contains("at [redacted:ghp_:") && !reason.contains(sample.token.dropFirst(4).prefix(8)))
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "1e400", "0"])
  func `no number ends the hook`(number: String) throws {
    for names in ["offset\":N,\"limit", "startLine\":N,\"endLine", "view_range\":[N,N],\"x"] {
      let names = names.replacing("N", with: number)
      let answer = try sample.answer(
        .claudeCode,
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Read\",\"tool_input\":{\"file_path\":\"FOLDER/.env\",\"\(names)\":\(number)}}"
      )
      #expect(answer.status == 0 && answer.output != nil)
    }
  }

  @Test func `files that a prompt mentions are searched`() throws {
    let answer = try sample.answer(
      .claudeCode, #"{"hook_event_name":"UserPromptSubmit","cwd":"FOLDER","prompt":"look at @.env, please"}"#)
    #expect(answer.output?["decision"] == .text("block"))
  }

  @Test func `a fingerprint that a person allowed passes`() throws {
    let payload = Array(sample.filled(#"{"hook_event_name":"UserPromptSubmit","prompt":"TOKEN"}"#).utf8)
    let reason = try #require(
      try sample.hook(.claudeCode).answer(to: .bytes(payload)).output?["reason"]?.text)
    let id = try #require(reason.firstMatch(of: /[0-9a-f]{32}/)).0
    #expect(
      try sample.hook(.claudeCode, allowing: "\(id) reason=\"test\"").answer(to: .bytes(payload)).output
        == .object([]))
  }

  @Test(arguments: AgentKind.allCases) func `broken input is refused, whatever is broken`(agent: AgentKind)
    throws
  {
    let payload = Array(
      sample.filled(
        "{\"hook_event_name\":\"PreToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"echo TOKEN\"}}"
      ).utf8)
    let hook = try sample.hook(agent)
    for end in 0..<payload.count {
      #expect(hook.answer(to: .bytes(Array(payload[..<end]))).status == AgentAnswer.blocked)
    }
    for text in [
      "", "null", "[]", "1", "{}{}", "{\"a\":1,}", "{'a':1}", String(repeating: "[", count: 100_000),
    ] {
      #expect(hook.answer(to: .bytes(Array(text.utf8))).status == AgentAnswer.blocked, "\(text.prefix(20))")
    }
    #expect(hook.answer(to: .tooLarge).status == AgentAnswer.blocked)
    #expect(hook.answer(to: .none).status == AgentAnswer.blocked)
    var random = Mutator(seed: 3)
    for _ in 0..<300 {
      let answer = hook.answer(to: .bytes(random.damaged(payload)))
      #expect(answer.status == AgentAnswer.blocked || answer.output != nil)
      let said =
        (answer.output.map { String(decoding: $0.compact, as: UTF8.self) } ?? "") + (answer.error ?? "")
      #expect(!said.contains(sample.token.dropFirst(8).prefix(16)))
    }
  }
}
