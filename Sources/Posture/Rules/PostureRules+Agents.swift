internal import Findings

extension PostureRules {
  /// Files of coding agents and MCP servers.
  static let agents = [
    mcpLiteralKey, mcpLiteralDefault, mcpURLToken, mcpArgumentKey, mcpEnvFile, mcpPassthrough, promptSecret,
    agentLiteralKey,
    approvedLiteral, localSettings, agentCredentials, transcript,
  ]

  private static let claudeMCP =
    "https://code.claude.com/docs/en/mcp#environment-variable-expansion-in-mcp-json"
  private static let mcpAuthorization =
    "https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization"

  static let mcpLiteralKey = PostureRule(
    id: "mcp-literal-key", title: "Key written out in MCP configuration", severity: .high,
    why: "the file is committed and shared, and agents read it",
    fix:
      "refer to it: ${VAR} (Claude Code, Gemini CLI), ${env:VAR} (Cursor), ${input:id} (VS Code), bearer_token_env_var (Codex); "
      + "better, a server that signs in by OAuth",
    reference: claudeMCP)

  static let mcpLiteralDefault = PostureRule(
    id: "mcp-literal-default", title: "Key written out as a default in MCP configuration", severity: .high,
    why:
      "what stands behind ':-' is used where the variable is not set, and is committed as any other literal",
    fix: "leave the default out: ${VAR}", reference: claudeMCP)

  static let mcpURLToken = PostureRule(
    id: "mcp-url-token", title: "Token in the address of an MCP server", severity: .high,
    why: "addresses are logged by servers, proxies and clients; the MCP specification forbids tokens in them",
    fix: "send it in the Authorization header, by reference, or sign in by OAuth", reference: mcpAuthorization
  )

  static let mcpArgumentKey = PostureRule(
    id: "mcp-argument-key", title: "Key among the arguments of an MCP server", severity: .high,
    why: "arguments show in the list of processes and in transcripts",
    fix: "pass it in 'env', by reference", reference: claudeMCP)

  static let mcpEnvFile = PostureRule(
    id: "mcp-env-file-committed", title: "MCP server reads a committed environment file", severity: .high,
    why: "what the file holds is as public as the repository",
    fix: "git rm --cached the file and ignore it; commit an example without values",
    reference: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration")

  static let mcpPassthrough = PostureRule(
    id: "mcp-token-passthrough", title: "MCP server passes the caller's token on", severity: .high,
    why:
      "the token was made for this server: whoever gets it can act as the user there, and the service behind cannot tell "
      + "who calls; the MCP specification forbids it",
    fix:
      "validate the audience of what comes in, and use a token of the server's own, or one exchanged for it (RFC 8693)",
    reference:
      "https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization/security-considerations")

  static let promptSecret = PostureRule(
    id: "prompt-secret", title: "Secret in a prompt or in an agent's rules", severity: .critical,
    why: "the model reads it on every turn and can be talked into saying it",
    fix: "take it out and rotate it; let a tool or a broker hold it, which the model asks",
    reference: "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/")

  static let agentLiteralKey = PostureRule(
    id: "agent-settings-literal-key", title: "Key written out in an agent's settings", severity: .high,
    why: "the file is committed and shared, and agents read it",
    fix: "take it from the environment or from a helper command (apiKeyHelper, os.environ/NAME)",
    reference: "https://code.claude.com/docs/en/settings")

  static let approvedLiteral = PostureRule(
    id: "agent-approved-literal", title: "Approved command with a key in it", severity: .high,
    why: "'always allow' keeps the command as it was typed, with the key",
    fix: "remove the entry, rotate the key, and approve the command without it",
    reference: "https://code.claude.com/docs/en/permissions")

  static let localSettings = PostureRule(
    id: "agent-local-settings-committed", title: "Personal settings of an agent committed", severity: .medium,
    why: "such files keep approved commands as they were typed, keys included, and are meant for one person",
    fix: "git rm --cached the file and ignore it, also in .npmignore or 'files' of package.json",
    reference: "https://code.claude.com/docs/en/settings")

  static let agentCredentials = PostureRule(
    id: "agent-credentials-committed", title: "Credentials of an agent committed", severity: .high,
    why: "the file holds tokens of somebody's account",
    fix: "sign out, git rm --cached the file, ignore it, and sign in again",
    reference: "https://code.claude.com/docs/en/iam#credential-management")

  static let transcript = PostureRule(
    id: "agent-transcript-committed", title: "Transcript of an agent committed", severity: .medium,
    why: "it holds all that was pasted, read and printed in the session",
    fix: "git rm --cached the file and ignore it; rotate what it shows",
    reference: "https://aider.chat/docs/config/options.html#history-files")
}
