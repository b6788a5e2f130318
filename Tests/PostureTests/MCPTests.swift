import Findings
import Testing

@testable import Posture

/// Configuration of MCP servers.
struct MCPTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    var path = ".mcp.json"
    let text: String
    var expected: [String] = []
    var testDescription: String { name }
  }

  private static func server(_ members: String) -> String { "{\"mcpServers\": {\"github\": {\(members)}}}" }

  static let samples: [Sample] = [
    Sample(
      name: "literal in env",
      text: server("\"env\": {\"GITHUB_TOKEN\": \"\(Made.key)\", \"LOG_LEVEL\": \"debug\"}"),
      expected: ["mcp-literal-key GITHUB_TOKEN"]),
    Sample(name: "reference", text: server("\"env\": {\"GITHUB_TOKEN\": \"${GITHUB_TOKEN}\"}")),
    Sample(name: "reference of Cursor", text: server("\"env\": {\"GITHUB_TOKEN\": \"${env:GITHUB_TOKEN}\"}")),
    Sample(name: "reference without braces", text: server("\"env\": {\"API_KEY\": \"$API_KEY\"}")),
    Sample(
      name: "literal default", text: server("\"env\": {\"API_KEY\": \"${API_KEY:-\(Made.key)}\"}"),
      expected: ["mcp-literal-default API_KEY"]),
    Sample(name: "empty default", text: server("\"env\": {\"API_KEY\": \"${API_KEY:-}\"}")),
    Sample(
      name: "placeholder",
      text: server("\"env\": {\"API_KEY\": \"<your-api-key>\", \"TOKEN\": \"YOUR_TOKEN_HERE\"}")),
    Sample(
      name: "header",
      text: server(
        "\"url\": \"https://x.dev/mcp\", \"headers\": {\"Authorization\": \"Bearer \(Made.key)\"}"),
      expected: ["mcp-literal-key Authorization"]),
    Sample(
      name: "header by reference",
      text: server("\"headers\": {\"Authorization\": \"Bearer ${TOKEN}\", \"X-Api-Key\": \"${K}\"}")),
    Sample(
      name: "address with a parameter", text: server("\"url\": \"https://x.dev/mcp?api_key=\(Made.key)\""),
      expected: ["mcp-url-token api_key"]),
    Sample(
      name: "address with a user", text: server("\"url\": \"https://me:\(Made.password)@x.dev/mcp\""),
      expected: ["mcp-url-token password"]),
    Sample(
      name: "address with a token in its path",
      text: server("\"url\": \"https://x.dev/s/\(Made.key)\(Made.other)/mcp\""),
      expected: ["mcp-url-token path"]),
    Sample(
      name: "address with a reference", text: server("\"url\": \"https://x.dev/mcp?token=${T}\""),
      expected: ["mcp-url-token token"]),
    Sample(
      name: "plain addresses",
      text: server("\"url\": \"https://x.dev/v1/3fa85f64-5717-4562-b3fc-2c963f66afa6/mcp?profile=dev\"")),
    Sample(
      name: "arguments",
      text: server("\"command\": \"npx\", \"args\": [\"-y\", \"x\", \"--api-key\", \"\(Made.key)\"]"),
      expected: ["mcp-argument-key api-key"]),
    Sample(
      name: "arguments with a header",
      text: server(
        "\"args\": [\"mcp-remote\", \"https://x\", \"--header\", \"Authorization: Bearer \(Made.key)\"]"),
      expected: ["mcp-argument-key Authorization"]),
    Sample(
      name: "arguments of docker",
      text: server("\"args\": [\"run\", \"-e\", \"API_TOKEN=\(Made.key)\", \"image\"]"),
      expected: ["mcp-argument-key API_TOKEN"]),
    Sample(
      name: "connection string",
      text: server("\"args\": [\"server-postgres\", \"postgresql://app:\(Made.password)@db.internal/app\"]"),
      expected: ["mcp-argument-key address"]),
    Sample(
      name: "arguments by reference",
      text: server("\"args\": [\"--api-key\", \"${KEY}\", \"-e\", \"API_TOKEN\"]")),
    Sample(
      name: "inputs of VS Code with comments", path: ".vscode/mcp.json",
      text: """
        {
          // asked for once
          "inputs": [{"type": "promptString", "id": "key", "password": true}],
          "servers": {"x": {"env": {"API_KEY": "${input:key}"}},},
        }
        """),
    Sample(
      name: "VS Code with a literal", path: ".vscode/mcp.json",
      text: "{\"servers\": {\"x\": {\"env\": {\"API_KEY\": \"\(Made.key)\"}}}}",
      expected: ["mcp-literal-key API_KEY"]),
    Sample(
      name: "Codex", path: ".codex/config.toml",
      text: """
        [mcp_servers.docs]
        url = "https://x.dev"
        bearer_token_env_var = "DOCS_TOKEN"

        [mcp_servers.bad.http_headers]
        Authorization = "Bearer \(Made.key)"
        """, expected: ["mcp-literal-key Authorization"]),
    Sample(
      name: "Gemini CLI", path: ".gemini/settings.json",
      text: server("\"env\": {\"API_KEY\": \"\(Made.key)\"}"),
      expected: ["mcp-literal-key API_KEY"]),
    Sample(
      name: "Continue", path: ".continue/mcpServers/x.yaml",
      text:
        "mcpServers:\n  - name: x\n    env:\n      API_KEY: \(Made.key)\n      OTHER_KEY: ${{ secrets.OTHER_KEY }}\n",
      expected: ["mcp-literal-key API_KEY"]),
    Sample(
      name: "opencode", path: "opencode.json",
      text: "{\"mcp\": {\"x\": {\"environment\": {\"API_KEY\": \"\(Made.key)\", \"B_KEY\": \"{env:B}\"}}}}",
      expected: ["mcp-literal-key API_KEY"]),
    Sample(
      name: "servers without a wrapper", text: "{\"github\": {\"env\": {\"API_KEY\": \"\(Made.key)\"}}}",
      expected: ["mcp-literal-key API_KEY"]),
    Sample(
      name: "OAuth secret",
      text: server("\"oauth\": {\"clientId\": \"x\", \"clientSecret\": \"\(Made.key)\"}"),
      expected: ["mcp-literal-key clientSecret"]),
  ]

  @Test(arguments: samples)
  func `a server is told by what it is given`(sample: Sample) {
    let outcome = checked(sample.path, sample.text)
    #expect(told(outcome) == sample.expected)
    #expect(outcome.problem == nil)
  }

  @Test func `a reference in an address is less bad than a token`() throws {
    let text = Self.server("\"url\": \"https://x.dev/mcp?token=${T}\"")
    #expect(try #require(checked(".mcp.json", text).issues.first).severity == .medium)
  }

  @Test func `a committed environment file is told, another is not`() {
    var surroundings = PostureSurroundings()
    surroundings.envFiles = ["config/.env"]
    let text = Self.server("\"envFile\": \"${workspaceFolder}/config/.env\"")
    #expect(told(checked(".vscode/mcp.json", text, surroundings)) == ["mcp-env-file-committed envFile"])
    #expect(told(checked(".vscode/mcp.json", text)).isEmpty)
  }

  @Test func `lines are those of the values' names`() {
    let text =
      "{\n  \"mcpServers\": {\n    \"a\": {\n      \"env\": {\n        \"API_KEY\": \"\(Made.key)\"\n      }\n    }\n  }\n}"
    #expect(checked(".mcp.json", text).issues.map(\.line) == [5])
    let toml = "[mcp_servers.a]\ncommand = \"x\"\n\n[mcp_servers.a.env]\nAPI_KEY = \"\(Made.key)\"\n"
    #expect(checked(".codex/config.toml", toml).issues.map(\.line) == [5])
  }
}
