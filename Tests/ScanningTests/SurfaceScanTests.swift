import Detectors
import EmbeddedDetectors
import Findings
import Scanning
import TestRepositories
import Testing

/// A provider's token where agents, pipelines and images keep it: it is found, and its surface is told.
struct SurfaceScanTests {
  struct Place: CustomTestStringConvertible, Sendable {
    let path: String
    let surface: Surface
    /// `@` stands for the token.
    let text: String
    var testDescription: String { path }

    init(_ path: String, _ surface: Surface, _ text: String) {
      self.path = path
      self.surface = surface
      self.text = text
    }
  }

  static let places = [
    Place(
      ".mcp.json", .mcpConfig,
      #"{"mcpServers": {"github": {"command": "npx", "args": ["-y", "server"], "env": {"GITHUB_TOKEN": "@"}}}}"#
    ),
    Place(
      ".cursor/mcp.json", .mcpConfig,
      #"{"mcpServers": {"gh": {"url": "https://mcp.example.org", "headers": {"Authorization": "Bearer @"}}}}"#
    ),
    Place(
      ".vscode/mcp.json", .mcpConfig,
      #"{"servers": {"gh": {"type": "stdio", "command": "docker", "args": ["run", "-e", "GITHUB_TOKEN=@", "image"]}}}"#
    ),
    Place(
      ".claude/settings.local.json", .agentSettings,
      #"{"permissions": {"allow": ["Bash(curl -H \"Authorization: token @\" https://api.example.org)"]}}"#),
    Place(
      ".gemini/settings.json", .mcpConfig,
      #"{"theme": "x", "mcpServers": {"gh": {"httpUrl": "https://m.example.org", "env": {"TOKEN": "@"}}}}"#),
    Place(
      ".codex/config.toml", .mcpConfig, "[mcp_servers.gh]\ncommand = \"x\"\nenv = { GITHUB_TOKEN = \"@\" }\n"),
    Place("CLAUDE.md", .agentRules, "# Rules\n\nUse the token @ to open pull requests.\n"),
    Place("AGENTS.md", .agentRules, "- export GITHUB_TOKEN=@\n"),
    Place(".github/workflows/x.yml", .ciWorkflow, "jobs:\n  a:\n    env:\n      GH_TOKEN: @\n"),
    Place("Dockerfile", .containerImageDefinition, "FROM debian\nENV GITHUB_TOKEN=@\n"),
    Place("compose.yaml", .compose, "services:\n  a:\n    environment:\n      - GITHUB_TOKEN=@\n"),
    Place(".env", .envFile, "GITHUB_TOKEN=@\n"),
    Place(
      "a.ipynb", .notebookOutput,
      #"{"cells": [{"cell_type": "code", "metadata": {}, "outputs": [{"output_type": "stream", "text": ["token @\n"]}], "source": ["print(token)"]}], "nbformat": 4}"#
    ),
    Place(
      "b.ipynb", .notebook,
      #"{"cells": [{"cell_type": "code", "metadata": {}, "outputs": [{"text": ["x"]}], "source": ["token = '@'"]}], "nbformat": 4}"#
    ),
    Place("main.tf", .iac, "provider \"github\" {\n  token = \"@\"\n}\n"),
    Place(
      ".claude/projects/-home-me/0b1c.jsonl", .agentTranscript,
      #"{"type":"user","message":{"role":"user","content":"my token is @\nopen a pull request"},"sessionId":"1"}"#
    ),
    Place(".aider.chat.history.md", .agentTranscript, "# aider chat started\n\n#### use @ please\n"),
    Place(
      "export/session-1.jsonl", .agentTranscript,
      #"{"parentUuid":null,"sessionId":"1","message":{"content":"@"}}"#),
    Place("prompts/system.md", .prompt, "You are a helper. Your key is @.\n"),
    Place(
      "deploy/secret.yaml", .kubernetes, "apiVersion: v1\nkind: Secret\nstringData:\n  token: @\n"),
    Place("docs/setup.md", .documentation, "run with GITHUB_TOKEN=@\n"),
    Place("test/a_test.go", .test, "const token = \"@\"\n"),
  ]

  private func token(_ seed: Int) throws -> String {
    try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: UInt64(seed))
  }

  @Test(arguments: [true, false])
  func `a token is found on every surface, and tagged`(isCommitted: Bool) async throws {
    let repository = try TemporaryRepository()
    try repository.commit("first")
    for (number, place) in Self.places.enumerated() {
      try repository.write(place.path, place.text.replacing("@", with: token(number)))
    }
    if isCommitted { try repository.commit("leak") }
    let scanned = await Scanned(repository.path, catalog: .embedded)
    for (number, place) in Self.places.enumerated() {
      let finding = try #require(scanned.finding(token(number)), "\(place.path)")
      #expect(finding.occurrences.map(\.path) == [place.path])
      #expect(finding.occurrences.map(\.surface) == [place.surface], "\(place.path)")
      #expect(finding.surfaces == [place.surface])
    }
  }

  @Test func `a surface that a model reads raises the severity, and a second place adds its surface`()
    async throws
  {
    let repository = try TemporaryRepository()
    var secrets = SecretMaker(seed: 3)
    let (raised, plain) = (secrets.token(), secrets.token())
    try repository.commit(".mcp.json", "{\"a\": \"\(raised)\"}")
    try repository.commit("src/a.py", "a = '\(raised)'\nb = '\(plain)'\n")
    let scanned = await Scanned(repository)
    #expect(scanned.finding(raised)?.surfaces == [.mcpConfig, .source])
    #expect(scanned.finding(raised)?.severity == .critical)
    #expect(
      scanned.finding(raised)?.severityReasons == [
        "raised from high: it stands in mcp-config, which a model reads"
      ])
    #expect(scanned.finding(plain)?.severity == .high)
    #expect(scanned.finding(plain)?.severityReasons == [])
  }

  @Test func `a message and standard input have no surface`() async throws {
    let repository = try TemporaryRepository()
    var secrets = SecretMaker(seed: 4)
    let secret = secrets.token()
    try repository.commit("use \(secret)")
    let scanned = await Scanned(repository)
    #expect(scanned.finding(secret)?.surfaces == [])
    #expect(scanned.finding(secret)?.occurrences.first?.surface == nil)
  }

  @Test func `two targets' surfaces and facts come together`() async throws {
    var secrets = SecretMaker(seed: 5)
    let secret = secrets.token()
    let (first, second) = (try TemporaryRepository(), try TemporaryRepository())
    try first.commit("a.py", "a = '\(secret)'\n")
    try second.commit(".mcp.json", "{\"a\": \"\(secret)\"}")
    var options = ScanOptions(
      now: Timestamp(seconds: Scanned.now), key: FingerprintKey(Array("a key for tests".utf8)),
      version: "test")
    options.threads = 1
    let report = await Scan(catalog: TestCatalog.whole, options: options).run(paths: [
      first.path, second.path,
    ])
    #expect(report.findings.map(\.surfaces) == [[.mcpConfig, .source]])
    #expect(report.findings.map(\.severity) == [.critical])
  }
}
