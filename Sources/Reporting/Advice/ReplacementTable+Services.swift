extension ReplacementTable {
  static let services: [String: [Replacement]] = [
    "GitHub": [
      Replacement(
        "GitHub Actions",
        "GITHUB_TOKEN with least permissions; across repositories an installation token of a GitHub App (1 hour)",
        "https://docs.github.com/en/actions/tutorials/authenticate-with-github_token"),
      Replacement(
        "workloads", "an installation token of a GitHub App (1 hour)",
        "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app"
      ),
      Replacement(
        "people", "gh auth login, which keeps the token in the keyring",
        "https://cli.github.com/manual/gh_auth_login"),
    ],
    "GitLab": [
      Replacement(
        "GitLab CI", "CI_JOB_TOKEN, which ends with the job", "https://docs.gitlab.com/ci/jobs/ci_job_token/"),
      Replacement(
        "any place", "a project access token with an end date, rotated by the API",
        "https://docs.gitlab.com/user/project/settings/project_access_tokens/"),
    ],
    "OpenAI": [
      Replacement(
        "GitHub Actions", "workload identity federation: the job's OIDC token for a short-lived one",
        "https://developers.openai.com/api/docs/guides/workload-identity-federation/github-actions"),
      Replacement(
        "workloads", "workload identity federation: short-lived tokens for a service account",
        "https://developers.openai.com/api/docs/guides/workload-identity-federation"),
    ],
    "Anthropic": [
      Replacement(
        "GitHub Actions",
        "claude-code-action with anthropic_federation_rule_id; remove anthropic_api_key, which would win",
        "https://github.com/anthropics/claude-code-action"),
      Replacement(
        "workloads", "workload identity federation, or the cloud's own identity with Bedrock or Vertex AI",
        "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation"),
    ],
    "OpenRouter": [
      Replacement(
        "workloads", "workload identity federation: tokens of at most 15 minutes",
        "https://openrouter.ai/docs/guides/overview/auth/workload-identity-federation")
    ],
    "Slack": [
      Replacement(
        "any place", "token rotation: access tokens that live twelve hours",
        "https://docs.slack.dev/authentication/using-token-rotation")
    ],
    "Stripe": [
      Replacement(
        "any place", "a restricted key with the few permissions needed, limited by address",
        "https://docs.stripe.com/keys/restricted-api-keys")
    ],
    "Databricks": [
      Replacement(
        "GitHub Actions", "workload identity federation",
        "https://docs.databricks.com/aws/en/dev-tools/auth/provider-github"),
      Replacement(
        "workloads", "OAuth token federation with a service principal's policy",
        "https://docs.databricks.com/aws/en/dev-tools/auth/oauth-federation"),
    ],
    "Snowflake": [
      Replacement(
        "workloads", "workload identity federation",
        "https://docs.snowflake.com/en/user-guide/workload-identity-federation")
    ],
    "Confluent Cloud": [
      Replacement(
        "workloads", "identity pools (OAuth/OIDC)",
        "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/identity-providers/oauth/identity-pools.html"
      )
    ],
    "Tailscale": [
      Replacement(
        "GitHub Actions", "tailscale/github-action with oauth-client-id and audience (federated identity)",
        "https://tailscale.com/docs/integrations/github/github-action")
    ],
    "Codecov": [
      Replacement(
        "GitHub Actions", "codecov-action with use_oidc: true", "https://github.com/codecov/codecov-action")
    ],
    "Infisical": [
      Replacement(
        "GitHub Actions", "Infisical/secrets-action with method: oidc and identity-id",
        "https://infisical.com/docs/documentation/platform/identities/oidc-auth/github")
    ],
    "Pulumi": [
      Replacement(
        "GitHub Actions", "pulumi/auth-actions exchanges the job's OIDC token",
        "https://www.pulumi.com/docs/administration/access-identity/oidc/client/github/")
    ],
    "CircleCI": [
      Replacement(
        "any place", "the job's OIDC token",
        "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/")
    ],
    "Buildkite": [
      Replacement(
        "any place", "workload identity federation: the job's OIDC token for a short-lived API token",
        "https://buildkite.com/docs/apis/workload-identity-federation")
    ],
    "Twilio": [
      Replacement(
        "any place", "OAuth in place of the account's auth token",
        "https://www.twilio.com/docs/iam/oauth-apps")
    ],
    "Supabase": [
      Replacement(
        "any place", "sb_secret_ keys, which can be revoked one by one; legacy JWT secrets cannot be rotated",
        "https://supabase.com/docs/guides/api/api-keys")
    ],
    "Weights & Biases": [
      Replacement(
        "workloads", "identity federation with JWTs",
        "https://docs.wandb.ai/guides/hosting/iam/identity_federation/")
    ],
    "Okta": [
      Replacement(
        "any place", "OAuth 2.0 with a private key in place of an SSWS token",
        "https://developer.okta.com/docs/guides/implement-oauth-for-okta/main/")
    ],
    "Snyk": [
      Replacement(
        "any place", "an OAuth service account",
        "https://docs.snyk.io/implementation-and-setup/enterprise-setup/service-accounts")
    ],
  ]

  static let registries: [String: [Replacement]] = [
    "npm": [
      Replacement(
        "GitHub Actions", "trusted publishing: id-token: write and no NODE_AUTH_TOKEN",
        "https://docs.npmjs.com/trusted-publishers")
    ],
    "PyPI": [
      Replacement(
        "GitHub Actions", "trusted publishing: pypa/gh-action-pypi-publish without a password",
        "https://docs.pypi.org/trusted-publishers/")
    ],
    "RubyGems": [
      Replacement(
        "GitHub Actions", "trusted publishing: rubygems/configure-rubygems-credentials with role-to-assume",
        "https://guides.rubygems.org/trusted-publishing/")
    ],
    "crates.io": [
      Replacement(
        "GitHub Actions", "trusted publishing: rust-lang/crates-io-auth-action",
        "https://crates.io/docs/trusted-publishing")
    ],
    "NuGet": [
      Replacement(
        "GitHub Actions", "trusted publishing: NuGet/login",
        "https://learn.microsoft.com/nuget/nuget-org/trusted-publishing")
    ],
    "Docker": [
      Replacement(
        "GitHub Actions", "GHCR with GITHUB_TOKEN, or a cloud registry through OIDC",
        "https://docs.github.com/en/packages/managing-github-packages-using-github-actions-workflows/publishing-and-installing-a-package-with-github-actions"
      ),
      Replacement(
        "people", "a credential helper, which keeps it in the keyring",
        "https://docs.docker.com/reference/cli/docker/login/#credential-stores"),
    ],
    "JFrog": [
      Replacement(
        "GitHub Actions", "jfrog/setup-jfrog-cli with oidc-provider-name",
        "https://github.com/jfrog/setup-jfrog-cli")
    ],
    "Quay": [
      Replacement(
        "any place", "robot federation: OIDC tokens in place of the robot's password",
        "https://docs.redhat.com/en/documentation/red_hat_quay/")
    ],
    "Cloudsmith": [
      Replacement(
        "GitHub Actions", "an OIDC service account",
        "https://help.cloudsmith.io/docs/openid-connect")
    ],
  ]
}
