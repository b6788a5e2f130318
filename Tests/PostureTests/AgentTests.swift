import Findings
import Testing

@testable import Posture

/// Prompts, settings and transcripts of coding agents.
struct AgentTests {
  @Test(arguments: [
    "CLAUDE.md", "sub/AGENTS.md", ".cursor/rules/x.mdc", "prompts/system.txt",
    ".github/copilot-instructions.md",
  ])
  func `secrets in prompts are told by their lines`(path: String) {
    let outcome = checked(path, "rules\n", secretLines: [4, 2, 2])
    #expect(outcome.issues.map(\.line) == [2, 4])
    #expect(outcome.issues.allSatisfy { $0.rule == "prompt-secret" && $0.severity == .critical })
    #expect(checked(path, "rules\n").issues.isEmpty)
  }

  @Test func `other texts are no prompts`() {
    #expect(checked("README.md", "x", secretLines: [1]).issues.isEmpty)
  }

  @Test func `approved commands with keys are told`() {
    let text = """
      {"permissions": {
        "allow": [
          "Bash(npm test:*)",
          "Bash(curl -H 'Authorization: Bearer \(Made.key)' https://api.x.dev)",
          "Bash(API_TOKEN=\(Made.other) ./deploy.sh)",
          "Bash(API_TOKEN=$API_TOKEN ./deploy.sh)"
        ]
      }}
      """
    let outcome = checked(".claude/settings.local.json", text)
    #expect(
      told(outcome) == [
        "agent-approved-literal Authorization", "agent-approved-literal API_TOKEN",
        "agent-local-settings-committed",
      ])
    #expect(outcome.issues.prefix(2).map(\.line) == [4, 5])
  }

  @Test func `what only detectors know counts in approved commands`() {
    let text = "{\"permissions\": {\"allow\": [\n\"Bash(tool \(Made.key))\"]}}"
    #expect(told(checked(".claude/settings.json", text, secretLines: [2])) == ["agent-approved-literal"])
    #expect(told(checked(".claude/settings.json", text)).isEmpty)
  }

  @Test(arguments: [
    (".claude/settings.json", "{\"env\": {\"ANTHROPIC_API_KEY\": \"\(Made.key)\"}}", "ANTHROPIC_API_KEY"),
    (".aider.conf.yml", "openai-api-key: \(Made.key)\nmodel: x\n", "openai-api-key"),
    (".aider.conf.yml", "api-key:\n  - gemini=\(Made.key)\n", "gemini"),
    (".continue/config.yaml", "models:\n  - name: x\n    apiKey: \(Made.key)\n", "apiKey"),
    ("litellm-config.yaml", "model_list:\n  - litellm_params:\n      api_key: \(Made.key)\n", "api_key"),
    ("OAI_CONFIG_LIST.json", "[{\"model\": \"x\", \"api_key\": \"\(Made.key)\"}]", "api_key"),
  ])
  func `keys in settings are told`(path: String, text: String, key: String) {
    #expect(told(checked(path, text)) == ["agent-settings-literal-key \(key)"])
  }

  @Test(arguments: [
    (
      ".claude/settings.json",
      "{\"env\": {\"API_KEY\": \"${API_KEY}\"}, \"apiKeyHelper\": \"/usr/local/bin/key-of-mine\"}"
    ),
    ("litellm-config.yaml", "model_list:\n  - litellm_params:\n      api_key: os.environ/OPENAI\n"),
    (".continue/config.yaml", "models:\n  - apiKey: ${{ secrets.KEY }}\n    maxTokens: 4096\n"),
    (
      ".claude/settings.json", "{\"env\": {\"MAX_THINKING_TOKENS\": \"31999\", \"DISABLE_TELEMETRY\": \"1\"}}"
    ),
  ])
  func `references and plain settings are not`(path: String, text: String) {
    #expect(told(checked(path, text)).isEmpty)
  }

  @Test(arguments: [
    ".claude/projects/x/a.jsonl", ".codex/sessions/2026/01/02/rollout-1.jsonl", ".aider.chat.history.md",
    ".specstory/history/a.md",
  ])
  func `transcripts are told, worse with a secret`(path: String) {
    #expect(checked(path, "{}").issues.map(\.severity) == [.medium])
    let issues = checked(path, "{}", secretLines: [7, 3]).issues
    #expect(issues.map(\.severity) == [.high])
    #expect(issues.map(\.line) == [3])
    #expect(checked(path, "{}", areCommitted: false).issues.isEmpty)
  }

  @Test(arguments: [
    ".codex/auth.json", ".claude/.credentials.json", ".gemini/oauth_creds.json", "mcp-oauth-tokens.json",
  ])
  func `credentials of agents are told`(path: String) {
    #expect(told(checked(path, "{\"a\": 1}")) == ["agent-credentials-committed"])
  }
}
