internal import Findings

/// What a file is for, as far as its path tells: cheap, for it is asked of every path of a repository.
enum FileKind: Sendable, Hashable, CaseIterable {
  case workflow, action, gitlabPipeline
  case mcpConfig, agentSettings, agentSettingsLocal, agentCredentials, agentRules, transcript
  case envFile, dockerfile, compose, kubernetes, terraformState
  /// Of a program that may be an MCP server.
  case source

  /// All that a path may be.
  static func kinds(of path: String) -> Set<FileKind> {
    let lower = path.lowercased()
    let parts = lower.split(separator: "/")
    guard let name = parts.last.map(String.init) else { return [] }
    let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    var kinds: Set<FileKind> = []
    if isYAML { kinds.formUnion(pipelines(lower, name)) }
    if isEnvFile(name) { kinds.insert(.envFile) }
    if isDockerfile(name) { kinds.insert(.dockerfile) }
    if isYAML, isCompose(name) { kinds.insert(.compose) }
    if name.hasSuffix(".tfstate") || name.hasSuffix(".tfstate.backup") { kinds.insert(.terraformState) }
    kinds.formUnion(agents(lower, name))
    if kinds.isEmpty, isYAML { kinds.insert(.kubernetes) }
    if kinds.isEmpty, isSource(name, parts) { kinds.insert(.source) }
    return kinds
  }

  private static func pipelines(_ path: String, _ name: String) -> Set<FileKind> {
    if path.hasPrefix(".github/workflows/") || path.hasPrefix(".gitea/workflows/")
      || path.hasPrefix(".forgejo/workflows/")
    {
      return [.workflow]
    }
    if name == "action.yml" || name == "action.yaml" { return [.action] }
    if name == ".gitlab-ci.yml" || name.hasSuffix(".gitlab-ci.yml") || name.hasSuffix(".gitlab-ci.yaml")
      || path.hasPrefix(".gitlab/ci/") || path.hasPrefix(".gitlab-ci/")
    {
      return [.gitlabPipeline]
    }
    return []
  }

  private static let samples = [
    "example", "sample", "template", "dist", "tpl", "tmpl", "defaults", "default", "schema", "vault", "enc",
    "encrypted", "age", "gpg",
  ]

  /// `.env`, `.env.production`, `prod.env`; not the examples that belong into a repository.
  static func isEnvFile(_ name: String) -> Bool {
    let words = name.split { ".-_".contains($0) }
    guard !words.contains(where: { samples.contains(String($0)) }) else { return false }
    return name == ".env" || name.hasPrefix(".env.") || name == ".envrc"
      || name.hasSuffix(".env") && name.count > 4
  }

  private static func isDockerfile(_ name: String) -> Bool {
    ["dockerfile", "containerfile"].contains { kind in
      name == kind || name.hasSuffix("." + kind)
        || name.hasPrefix(kind + ".") && !name.hasSuffix(".dockerignore") && !name.hasSuffix(".md")
        || name.hasPrefix(kind + "-")
    }
  }

  private static func isCompose(_ name: String) -> Bool {
    ["docker-compose", "compose.", "podman-compose", "docker-stack"].contains { name.hasPrefix($0) }
  }

  private static func agents(_ path: String, _ name: String) -> Set<FileKind> {
    switch SurfaceIndex.shared.surface(of: path) {
    case .mcpConfig: return [.mcpConfig]
    case .agentTranscript: return [.transcript]
    case .agentRules, .prompt: return [.agentRules]
    case .agentSettings: return settings(path, name)
    default: return path.hasSuffix(".vscode/mcp.json") ? [.mcpConfig] : []
    }
  }

  private static let credentials: Set<String> = [
    ".credentials.json", "mcp-oauth-tokens.json", "oauth_creds.json", "google_accounts.json",
  ]

  private static func settings(_ path: String, _ name: String) -> Set<FileKind> {
    if credentials.contains(name) || path.hasSuffix(".codex/auth.json") || path.contains(".mcp-auth/") {
      return [.agentCredentials]
    }
    if isEnvFile(name) { return [] }
    let isLocal = name.hasSuffix(".local.json") || name == ".claude.json"
    return isLocal ? [.agentSettings, .agentSettingsLocal] : [.agentSettings]
  }

  /// Nothing but source, whatever its folder.
  static func isProgram(_ path: String) -> Bool {
    !path.hasPrefix(".") && !path.contains("/.")
      && ["py", "ts", "mts", "cts", "js", "mjs", "cjs"].contains { path.hasSuffix(".\($0)") }
  }

  private static func isSource(_ name: String, _ parts: [Substring]) -> Bool {
    guard ["py", "ts", "mts", "cts", "js", "mjs", "cjs"].contains(where: { name.hasSuffix(".\($0)") }),
      !name.hasSuffix(".d.ts"),
      !name.hasSuffix(".min.js")
    else { return false }
    return !parts.contains {
      ["node_modules", "vendor", "third_party", "dist", "site-packages", "tests", "test", "__tests__"]
        .contains($0)
    }
  }
}
