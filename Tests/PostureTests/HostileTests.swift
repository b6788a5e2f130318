import Findings
import Testing

@testable import Posture

/// Files that are made to harm who reads them.
struct HostileTests {
  /// Each level repeats the one before `width` times.
  private static func bomb(levels: Int, width: Int) -> String {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...levels {
      text +=
        "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: width).joined(separator: ", "))]\n"
    }
    return text
  }

  private static let bombs = [
    bomb(levels: 9, width: 9), bomb(levels: 40, width: 2) + "jobs: *a40\n",
    bomb(levels: 30, width: 2) + "? *a30\n: x\n", bomb(levels: 30, width: 2) + "*a30 : x\n",
    bomb(levels: 30, width: 2) + "[*a30, *a30]: x\n", bomb(levels: 30, width: 2) + "{k: *a30}: x\n",
  ]

  @Test(.timeLimit(.minutes(45)), arguments: bombs)
  func `aliases that multiply are refused`(text: String) throws {
    for path in [".github/workflows/a.yml", ".gitlab-ci.yml"] {
      let problem = try #require(checked(path, text).problem)
      #expect(problem.reason == .limit)
    }
  }

  @Test(
    .timeLimit(.minutes(45)),
    arguments: [
      (".github/workflows/a.yml", String(repeating: "[", count: 200_000)),
      (".github/workflows/a.yml", String(repeating: "- ", count: 100_000)),
      (
        ".github/workflows/a.yml",
        "a: " + String(repeating: "{a: ", count: 400) + "1" + String(repeating: "}", count: 400)
      ),
      (".mcp.json", String(repeating: "[", count: 1_000_000)),
      (".mcp.json", String(repeating: "{\"a\":", count: 200_000)),
      (".codex/config.toml", "a = " + String(repeating: "[", count: 100_000)),
      (".codex/config.toml", String(repeating: "a.", count: 2_000) + "a = 1"),
      (".codex/config.toml", "[" + String(repeating: "a.", count: 2_000) + "a]"),
    ])
  func `deep nesting is no crash, and is told`(path: String, text: String) {
    #expect(checked(path, text).problem != nil)
  }

  @Test(arguments: [
    ".github/workflows/a.yml", ".gitlab-ci.yml", ".mcp.json", ".codex/config.toml", "Dockerfile", ".env",
    "compose.yaml",
  ])
  func `huge files are told and not parsed`(path: String) throws {
    let text = "# x\n" + String(repeating: "a", count: DocumentLimits.size)
    let outcome = checked(path, text)
    if path == "compose.yaml" || path == ".codex/config.toml" || !path.isEmpty {
      #expect(try #require(outcome.problem).reason == .limit)
    }
  }

  @Test func `many parts are told`() throws {
    let text = "[" + String(repeating: "1,", count: DocumentLimits.parts + 1) + "1]"
    #expect(try #require(checked(".mcp.json", text).problem).reason == .limit)
  }

  private static let broken: [[UInt8]] = [
    [], [0xFF, 0xFE, 0x00], [0x00], Array("\u{FEFF}{".utf8), Array("{\"a\": \"\\u12".utf8),
    Array("a: b: c: d\n\t- x".utf8),
    Array("/*".utf8), Array("a = \"\"\"".utf8), Array("[[".utf8), Array("ENV".utf8), Array("RUN <<".utf8),
    Array("FROM a\nCOPY".utf8), Array("ENV \\".utf8), Array("# escape=".utf8),
    Array("%YAML 9.9\n---\n&a *a".utf8),
    Array("a: *b".utf8), Array("a: 1\na: 2\n".utf8), Array("\"\\".utf8), Array("on:\njobs: [1]\n".utf8),
    Array("jobs: {a: }\n".utf8),
    Array("const a = `${".utf8), Array("'''".utf8), Array("mcpServers: [[[]]]".utf8),
    Array("{\"mcpServers\": 3}".utf8),
  ]

  private static let paths = [
    ".github/workflows/a.yml", "action.yml", ".gitlab-ci.yml", ".mcp.json", ".codex/config.toml",
    ".continue/config.yaml",
    "CLAUDE.md", ".claude/settings.local.json", ".aider.chat.history.md", ".env", "Dockerfile",
    "compose.yaml", "k.yaml",
    "terraform.tfstate", "mcp/a.py", "mcp/a.ts", ".codex/auth.json",
  ]

  @Test(arguments: paths)
  func `broken files are no crash`(path: String) {
    let checker = PostureChecker(PostureSurroundings())
    for bytes in Self.broken { _ = checker.check(PostureFile(path: path, bytes: bytes)) }
  }

  @Test(arguments: paths)
  func `files that are cut or changed anywhere are no crash`(path: String) {
    let checker = PostureChecker(PostureSurroundings())
    let text = """
      on: {push: {}}
      FROM a AS b
      ENV API_KEY="x" \\
      {"mcpServers": {"a": {"env": {"K": "${A:-b}"}, "args": ["--token", "x"]}}} # [t]
      jobs: &j {a: {steps: [{uses: x/y@1, with: {token: "${{ secrets.A }}"}}]}, b: *j}
      """
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      var bytes = Array(text.utf8)
      for _ in 0..<4 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      _ = checker.check(PostureFile(path: path, bytes: bytes))
    }
  }

  @Test func `problems never quote the file`() {
    for path in [".github/workflows/a.yml", ".mcp.json", ".codex/config.toml"] {
      let problem = checked(path, "a: [\(Made.key)\n\(Made.key): : }\n= \(Made.key)").problem
      #expect(problem?.message.contains(Made.key.prefix(6)) == false)
    }
  }

  @Test func `aliases of every day are read`() {
    let lines = (0..<40).map { "j\($0):\n  <<: *base\n  script: [\"make *.txt\"]\n" }.joined()
    let outcome = checked(".gitlab-ci.yml", ".base: &base\n  variables: {ARM_CLIENT_SECRET: $A}\n" + lines)
    #expect(outcome.problem == nil)
    #expect(outcome.issues.count == 41)
  }
}
