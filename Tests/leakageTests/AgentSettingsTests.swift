import Foundation
import TestRepositories
import Testing

@testable import leakage

/// `leakage hook agent install` and `uninstall`.
struct AgentSettingsTests {
  private let repository: TemporaryRepository

  init() throws { repository = try TemporaryRepository() }

  private func run(_ arguments: String..., agent: AgentKind) throws -> Program.Result {
    try Program.run(["hook", "agent"] + arguments + ["--for", agent.rawValue], in: repository.path)
  }

  private func path(_ agent: AgentKind) -> String { AgentSettings(agent: agent, command: "").path }

  private func content(_ agent: AgentKind) throws -> String {
    try String(contentsOfFile: repository.path + "/" + path(agent), encoding: .utf8)
  }

  @Test(arguments: AgentKind.allCases) func `a project without settings gets a file, once`(agent: AgentKind)
    throws
  {
    #expect(try run("install", "--command", "/opt/bin/leakage", agent: agent).status == 0)
    let first = try content(agent)
    #expect(first.contains("/opt/bin/leakage hook agent --for \(agent.rawValue) || exit 2"))
    #expect(try JSONSerialization.jsonObject(with: Data(first.utf8)) is [String: Any])
    #expect(try run("install", "--command", "/opt/bin/leakage", agent: agent).output.contains("already"))
    #expect(try content(agent) == first)
    #expect(try run("uninstall", agent: agent).status == 0)
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/" + path(agent)))
  }

  @Test(arguments: AgentKind.allCases) func `what the file holds stays`(agent: AgentKind) throws {
    let event = agent == .gemini ? "BeforeTool" : agent == .cursor ? "preToolUse" : "PreToolUse"
    let old = """
      {
        "$schema": "https://example.com/schema.json",
        "version": 1,
        "hooks": {
          "\(event)": [
            {
              "command": "./mine.sh",
              "timeout": 5.50
            }
          ],
          "Other": []
        },
        "unknown": {
          "a": [
            1e3,
            null,
            "\u{e9} \\\\ \\""
          ]
        }
      }

      """
    try repository.write(path(agent), old)
    #expect(try run("install", "--command", "leakage", agent: agent).status == 0)
    let new = try content(agent)
    for part in ["1e3", "5.50", "./mine.sh", "\u{e9} \\\\ \\\"", "\"Other\": []", "$schema"] {
      #expect(new.contains(part), "\(part)")
    }
    #expect(try run("install", "--command", "/elsewhere/leakage", agent: agent).status == 0)
    #expect(try content(agent).matches(of: /hook agent/).count == new.matches(of: /hook agent/).count)
    #expect(try run("uninstall", agent: agent).status == 0)
    #expect(try content(agent) == old)
  }

  @Test(arguments: [
    "{", "// comment\n{}", "[]", "{\"hooks\": []}", "{\"hooks\": {\"PreToolUse\": {}}}", "\u{0}",
  ])
  func `a file that cannot be used is refused and left alone`(text: String) throws {
    try repository.write(".claude/settings.json", text)
    for command in ["install", "uninstall"] {
      let result = try run(command, agent: .claudeCode)
      #expect(result.status == 2 && result.error.contains("it was left as it is"), "\(text)")
      #expect(try content(.claudeCode) == text)
    }
  }

  @Test func `permissions and links stay, and a dry run writes nothing`() throws {
    #expect(try run("install", "--dry-run", agent: .cursor).output.contains("failClosed"))
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.cursor"))
    try repository.write("shared.json", "{}")
    let file = repository.path + "/shared.json"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try FileManager.default.createDirectory(
      atPath: repository.path + "/.codex", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/.codex/hooks.json", withDestinationPath: "../shared.json")
    #expect(try run("install", agent: .codex).status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("hook agent --for codex"))
  }

  @Test func `the installed command answers, and stops when it cannot start`() throws {
    #expect(try run("install", "--command", Program.path, agent: .claudeCode).status == 0)
    let settings = try JSONDocument(parsing: Array(try content(.claudeCode).utf8))
    let entry = settings["hooks"]?["UserPromptSubmit"]?.elements?.first?["hooks"]?.elements?.first
    let command = try #require(entry?["command"]?.text)
    let token = try RedactionSample.github(5)
    let event = #"{"hook_event_name":"UserPromptSubmit","prompt":"\#(token)"}"#
    let answer = try shell(command, input: event)
    #expect(
      answer.status == 0 && answer.output.contains(#""decision":"block""#) && !answer.output.contains(token))
    #expect(try shell(command, input: "{").status == 2)
    #expect(try shell(command.replacing(Program.path, with: "/nowhere/leakage"), input: event).status == 2)
    #expect(try shell(command.replacing(" || ", with: " --confidence sure || "), input: event).status == 2)
  }

  private func shell(_ command: String, input: String) throws -> (status: Int32, output: String) {
    let process = Process()
    let (stdin, stdout) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    try process.run()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
