internal import Findings

/// A step that uses an action.
struct WorkflowStep {
  /// `owner/name`, in lower case.
  let action: String
  let inputs: [DocumentNode.Member]
  let scope: WorkflowScope

  private func input(_ name: String) -> DocumentNode.Member? { inputs.first { $0.key.lowercased() == name } }

  private func text(_ name: String) -> String { input(name)?.value.text?.trimmed ?? "" }

  func drafts(_ triggers: Set<String>) -> [Draft] {
    var drafts = keylessDrafts
    if let draft = registryDraft { drafts.append(draft) }
    if let draft = jfrogDraft { drafts.append(draft) }
    drafts += personalDrafts(besides: drafts)
    if let draft = openAgentDraft(triggers, hasStaticKey: !keylessDrafts.isEmpty) { drafts.append(draft) }
    return drafts
  }

  private var keylessDrafts: [Draft] {
    PostureRules.githubProviders.flatMap { provider in
      provider.actions.filter { $0.action == action && applies($0) }.flatMap { known in
        inputs.filter {
          known.inputs.contains($0.key.lowercased()) && isSecret($0, of: known) && scope.isStatic($0.value)
        }
        .map { member in
          let isOverridden = known.overridden.map { !text($0.input).isEmpty } ?? false
          return Draft(
            provider.rule, line: member.line, key: member.key,
            detail: isOverridden ? known.overridden?.words : nil)
        }
      }
    }
  }

  /// Inputs such as an access key's id say nothing by themselves.
  private func isSecret(_ member: DocumentNode.Member, of known: KeylessProvider.ActionInputs) -> Bool {
    member.key.lowercased() != "aws-access-key-id"
  }

  private func applies(_ known: KeylessProvider.ActionInputs) -> Bool {
    if known.keyless.contains(where: { text($0.key).lowercased() == $0.value }) { return false }
    switch action {
    // Another index than PyPI's own has no trusted publishers.
    case "pypa/gh-action-pypi-publish":
      let address = text("repository-url") + text("repository_url")
      return address.isEmpty || address.contains("pypi.org")
    case "hashicorp/vault-action":
      return text("method").lowercased() != "jwt" || input("jwtprivatekey") != nil
    case "rubygems/configure-rubygems-credentials":
      return text("gem-server").isEmpty || text("gem-server").contains("rubygems.org")
    default: return true
    }
  }

  /// Registries whose cloud, or GitHub itself, gives short-lived tokens.
  private var registryDraft: Draft? {
    guard action == "docker/login-action", let password = input("password"), scope.isStatic(password.value)
    else {
      return nil
    }
    let registry = text("registry").lowercased()
    let ways: [(end: String, words: String)] = [
      (
        ".amazonaws.com",
        "Amazon ECR: aws-actions/configure-aws-credentials, then aws-actions/amazon-ecr-login"
      ),
      ("pkg.dev", "Artifact Registry: google-github-actions/auth with 'token_format: access_token'"),
      ("gcr.io", "Container Registry: google-github-actions/auth with 'token_format: access_token'"),
      (".azurecr.io", "Azure Container Registry: azure/login, then az acr login"),
      (
        "ghcr.io",
        "GitHub's registry: 'password: ${{ secrets.GITHUB_TOKEN }}' and 'permissions: packages: write'"
      ),
      (
        "public.ecr.aws",
        "Amazon ECR: aws-actions/configure-aws-credentials, then aws-actions/amazon-ecr-login"
      ),
    ]
    guard let way = ways.first(where: { registry.hasSuffix($0.end) }) else { return nil }
    return Draft(
      PostureRules.registryPassword.rule, line: password.line, key: password.key, detail: way.words)
  }

  private var jfrogDraft: Draft? {
    guard action == "jfrog/setup-jfrog-cli", text("oidc-provider-name").isEmpty else { return nil }
    let name = ["JF_ACCESS_TOKEN", "JF_PASSWORD"].first { scope.isStatic(variable: $0) }
    return name.map { Draft(PostureRules.jfrog.rule, line: scope.line(ofVariable: $0), key: $0) }
  }

  private func personalDrafts(besides drafts: [Draft]) -> [Draft] {
    let known = Set(drafts.compactMap(\.line))
    return inputs.compactMap { member in
      guard !known.contains(member.line), let name = WorkflowScope.personalToken(member.value) else {
        return nil
      }
      return Draft(
        PostureRules.personalToken.rule, line: member.line, key: member.key, detail: "it is \(name)")
    }
  }

  private func openAgentDraft(_ triggers: Set<String>, hasStaticKey: Bool) -> Draft? {
    let names = [
      "anthropics/claude-code-action": "allowed_non_write_users", "openai/codex-action": "allow-users",
    ]
    guard hasStaticKey, let name = names[action], let member = input(name), member.value.text?.trimmed == "*"
    else {
      return nil
    }
    return Draft(PostureRules.openAgent, line: member.line, key: member.key)
  }
}
