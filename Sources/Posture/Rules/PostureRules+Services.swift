internal import Findings

extension PostureRules {
  private static let permission = "'permissions: id-token: write'"

  /// Models and other services, in GitHub Actions.
  static let serviceProviders: [KeylessProvider] = [
    KeylessProvider(
      "actions-anthropic-static-key", "Static Anthropic key in GitHub Actions",
      fix: "give the job \(permission), and workload identity federation: 'anthropic_federation_rule_id' and "
        + "'anthropic_organization_id' of anthropics/claude-code-action, or the SDK's variables",
      reference: "https://platform.claude.com/docs/en/manage-claude/wif-providers/github-actions",
      actions: ["anthropics/claude-code-action", "anthropics/claude-code-base-action"].map {
        .init(
          $0, ["anthropic_api_key", "claude_code_oauth_token"],
          overridden: (
            "anthropic_federation_rule_id", "federation is set up, but the static key beside it wins"
          ))
      },
      variables: ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"]),
    KeylessProvider(
      "actions-openai-static-key", "Static OpenAI key in GitHub Actions",
      fix: "give the job \(permission), and exchange its token by workload identity federation",
      reference: "https://developers.openai.com/api/docs/guides/workload-identity-federation/github-actions",
      actions: [.init("openai/codex-action", ["openai-api-key"])],
      variables: ["OPENAI_API_KEY"]),
    KeylessProvider(
      "actions-gemini-static-key", "Static Gemini key in GitHub Actions",
      fix:
        "give the job \(permission), and google-github-actions/run-gemini-cli 'gcp_workload_identity_provider'",
      reference: "https://github.com/google-github-actions/run-gemini-cli/blob/main/docs/authentication.md",
      actions: [.init("google-github-actions/run-gemini-cli", ["gemini_api_key", "google_api_key"])]),
    KeylessProvider(
      "actions-pulumi-static-token", "Static Pulumi token in GitHub Actions",
      fix: "give the job \(permission), and use pulumi/auth-actions with 'requested-token-type'",
      reference: "https://github.com/pulumi/auth-actions",
      variables: ["PULUMI_ACCESS_TOKEN"]),
    KeylessProvider(
      "actions-tailscale-static-key", "Static Tailscale key in GitHub Actions",
      fix:
        "give the job \(permission), and tailscale/github-action 'oauth-client-id' and 'audience' of a federated identity",
      reference: "https://tailscale.com/docs/integrations/github/github-action",
      actions: [.init("tailscale/github-action", ["authkey", "oauth-secret"])]),
    KeylessProvider(
      "actions-codecov-static-token", "Static Codecov token in GitHub Actions", .low,
      fix: "give the job \(permission), and codecov/codecov-action 'use_oidc: true'",
      reference: "https://github.com/codecov/codecov-action#using-oidc",
      actions: [
        .init("codecov/codecov-action", ["token"], keyless: ["use_oidc": "true"])
      ]),
    personalToken,
  ]

  static let personalToken = KeylessProvider(
    "actions-personal-token", "Personal access token in GitHub Actions",
    fix:
      "use GITHUB_TOKEN with 'permissions:', or an installation token of a GitHub App (actions/create-github-app-token)",
    reference: "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/"
      + "making-authenticated-api-requests-with-a-github-app-in-a-github-actions-workflow",
    why: "it acts as a person, in all that the person may do, and lives on when the job has ended")

  static let openAgent = PostureRule(
    id: "actions-agent-open-to-strangers", title: "Agent with a key that strangers can direct",
    severity: .high,
    why:
      "whoever can write a comment or an issue tells the agent what to do, and it holds a stored key that it can print",
    fix:
      "name the users or take the setting away, and replace the stored key by workload identity federation",
    reference: "https://github.com/anthropics/claude-code-action/blob/main/docs/security.md")

  /// GitLab CI/CD.
  static let gitlabProviders: [KeylessProvider] = [
    KeylessProvider(
      "gitlab-aws-static-key", "Static AWS key in GitLab CI/CD",
      fix: "give the job 'id_tokens:' and assume a role with it (aws sts assume-role-with-web-identity)",
      reference: "https://docs.gitlab.com/ci/cloud_services/aws/", variables: ["AWS_SECRET_ACCESS_KEY"]),
    KeylessProvider(
      "gitlab-gcp-static-key", "Static Google Cloud key in GitLab CI/CD",
      fix: "give the job 'id_tokens:' and use workload identity federation",
      reference: "https://docs.gitlab.com/ci/cloud_services/google_cloud/",
      variables: [
        "GCP_SA_KEY", "GCP_CREDENTIALS", "GCP_SERVICE_KEY", "GCP_SERVICE_ACCOUNT_KEY", "GOOGLE_CREDENTIALS",
        "GOOGLE_SERVICE_ACCOUNT_KEY", "GCLOUD_SERVICE_KEY", "GCP_KEY",
      ]),
    KeylessProvider(
      "gitlab-azure-static-key", "Static Azure secret in GitLab CI/CD",
      fix: "give the job 'id_tokens:' and log in with a federated token (az login --federated-token)",
      reference: "https://docs.gitlab.com/ci/cloud_services/azure/",
      variables: ["AZURE_CLIENT_SECRET", "ARM_CLIENT_SECRET", "AZURE_CREDENTIALS"]),
    KeylessProvider(
      "gitlab-vault-static-token", "Static Vault credential in GitLab CI/CD",
      fix: "give the job 'id_tokens:' and take secrets with 'secrets: vault:'",
      reference: "https://docs.gitlab.com/ci/secrets/hashicorp_vault/",
      variables: ["VAULT_TOKEN", "VAULT_SECRET_ID"]),
    KeylessProvider(
      "gitlab-pypi-static-token", "Static PyPI token in GitLab CI/CD",
      fix: "add the pipeline as a trusted publisher of the project, and give the job an id token for 'pypi'",
      reference: "https://docs.pypi.org/trusted-publishers/using-a-publisher/",
      variables: [
        "PYPI_TOKEN", "PYPI_API_TOKEN", "UV_PUBLISH_TOKEN", "FLIT_PASSWORD", "POETRY_PYPI_TOKEN_PYPI",
      ]),
    KeylessProvider(
      "gitlab-npm-static-token", "Static npm token in GitLab CI/CD",
      fix:
        "add the pipeline as a trusted publisher of the package, and give the job the id token NPM_ID_TOKEN",
      reference: "https://docs.npmjs.com/trusted-publishers",
      variables: ["NPM_TOKEN", "NODE_AUTH_TOKEN", "NPM_AUTH_TOKEN"],
      isAboutPublishing: true),
  ]
}
