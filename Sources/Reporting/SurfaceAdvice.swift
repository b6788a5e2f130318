import Findings

/// What to do about a secret because of the file that it stands in, beside revoking it.
struct SurfaceAdvice {
  /// What the file is, in words.
  let title: String
  let text: String
  /// Where its maker documents that.
  let reference: String?

  /// Nil where the file asks for nothing special.
  init?(_ surface: Surface) {
    guard let entry = Self.table[surface] else { return nil }
    self = entry
  }

  private init(_ title: String, _ text: String, _ reference: String? = nil) {
    self.title = title
    self.text = text
    self.reference = reference
  }

  private static let table: [Surface: SurfaceAdvice] = [
    .mcpConfig: SurfaceAdvice(
      "MCP configuration", "refer to it as ${VAR} or ${input:id}, or let the server sign in with OAuth",
      "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration"),
    .agentSettings: SurfaceAdvice(
      "agent settings",
      "untrack local settings, fetch keys by a helper command, approve commands without values",
      "https://code.claude.com/docs/en/settings"),
    .agentRules: SurfaceAdvice(
      "agent rules", "every session sends it to the model: take it out, let a tool hold it",
      "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/"),
    .prompt: SurfaceAdvice(
      "prompt", "a model can repeat it: take it out, let a tool hold it",
      "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/"),
    .agentTranscript: SurfaceAdvice(
      "agent transcript", "untrack it (git rm --cached), ignore it, rotate whatever was pasted",
      "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository"
    ),
    .ciWorkflow: SurfaceAdvice(
      "CI workflow", "sign in with OIDC, or else use the CI's secret store",
      "https://docs.github.com/en/actions/concepts/security/openid-connect"),
    .containerImageDefinition: SurfaceAdvice(
      "container image", "ENV and ARG stay in the image: use RUN --mount=type=secret, or pass it at run time",
      "https://docs.docker.com/build/building/secrets/"),
    .notebookOutput: SurfaceAdvice(
      "notebook output", "strip the outputs before every commit", "https://github.com/kynan/nbstripout"),
    .notebook: SurfaceAdvice(
      "notebook", "read it from the environment", "https://github.com/kynan/nbstripout"),
    .compose: SurfaceAdvice(
      "compose file", "use secrets: instead of environment:",
      "https://docs.docker.com/compose/how-tos/use-secrets/"),
    .kubernetes: SurfaceAdvice(
      "Kubernetes manifest", "base64 hides nothing: use an external secret store or sealed secrets",
      "https://kubernetes.io/docs/concepts/security/secrets-good-practices/"),
    .iac: SurfaceAdvice(
      "infrastructure code", "read it from a secret store; state files hold it in clear text",
      "https://developer.hashicorp.com/terraform/language/manage-sensitive-data"),
    .envFile: SurfaceAdvice("environment file", "untrack it, ignore it, commit an example without values"),
    .shellHistory: SurfaceAdvice("shell history", "untrack it, ignore it, rotate every value typed"),
    .packageManagerConfig: SurfaceAdvice(
      "package manager configuration", "refer to it as ${VAR}; publish with OIDC",
      "https://docs.npmjs.com/using-private-packages-in-a-ci-cd-workflow"),
    .credentialFile: SurfaceAdvice("credential file", "untrack it and ignore it"),
    .httpCollection: SurfaceAdvice(
      "HTTP collection", "clean the recording, or refer to it by a variable of a local vault",
      "https://learning.postman.com/docs/sending-requests/postman-vault/manage-vault-secrets/"),
    .databaseDump: SurfaceAdvice(
      "database dump", "take it out of the repository; all that it holds has leaked"),
    .log: SurfaceAdvice("log", "untrack it, and redact where it is written"),
  ]
}

extension Finding {
  /// For the surfaces that ask for something, the worst first.
  var surfaceAdvice: [SurfaceAdvice] { surfaces.compactMap { SurfaceAdvice($0) } }
}
