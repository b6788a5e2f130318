import Findings
import Testing

@testable import Posture

/// GitHub Actions.
struct WorkflowTests {
  struct Step: Sendable, CustomTestStringConvertible {
    let name: String
    let step: String
    var expected: [String] = []
    var testDescription: String { name }
  }

  private func workflow(_ steps: String, on trigger: String = "push", env: String = "") -> String {
    let lines = steps.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    return "on: \(trigger)\n\(env)jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n\(lines)\n"
  }

  static let steps: [Step] = [
    Step(
      name: "AWS keys",
      step: """
        - uses: aws-actions/configure-aws-credentials@v4
          with:
            aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}
            aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
            aws-region: eu-west-1
        """, expected: ["actions-aws-static-key aws-secret-access-key"]),
    Step(
      name: "AWS role",
      step: """
        - uses: aws-actions/configure-aws-credentials@v4
          with: {role-to-assume: "arn:aws:iam::123456789012:role/deploy", aws-region: eu-west-1}
        """),
    Step(
      name: "AWS keys that a step before gave",
      step: """
        - uses: aws-actions/configure-aws-credentials@v4
          with:
            aws-access-key-id: ${{ steps.login.outputs.aws-access-key-id }}
            aws-secret-access-key: ${{ steps.login.outputs.aws-secret-access-key }}
        """),
    Step(
      name: "AWS keys by way of the environment",
      step: """
        - run: aws s3 sync . s3://site
          env:
            AWS_SECRET_ACCESS_KEY: ${{ secrets.PROD_KEY }}
        """, expected: ["actions-aws-static-key AWS_SECRET_ACCESS_KEY"]),
    Step(
      name: "Google Cloud key",
      step: "- uses: google-github-actions/auth@v2\n  with: {credentials_json: '${{ secrets.GCP }}'}",
      expected: ["actions-gcp-static-key credentials_json"]),
    Step(
      name: "Google Cloud federation",
      step:
        "- uses: google-github-actions/auth@v2\n  with: {workload_identity_provider: projects/1/x, service_account: a@b}"
    ),
    Step(
      name: "Azure secret",
      step: "- uses: Azure/login@v2\n  with: {creds: '${{ secrets.AZURE_CREDENTIALS }}'}",
      expected: ["actions-azure-static-key creds"]),
    Step(
      name: "Azure federation",
      step:
        "- uses: azure/login@v2\n  with: {client-id: '${{ secrets.ID }}', tenant-id: '${{ secrets.T }}', subscription-id: x}"
    ),
    Step(
      name: "Alibaba Cloud key",
      step: "- run: aliyun oss ls\n  env: {ALIBABA_CLOUD_ACCESS_KEY_SECRET: '${{ secrets.K }}'}",
      expected: ["actions-alibaba-static-key ALIBABA_CLOUD_ACCESS_KEY_SECRET"]),
    Step(
      name: "Vault token",
      step: "- uses: hashicorp/vault-action@v3\n  with: {url: https://v, token: '${{ secrets.V }}'}",
      expected: ["actions-vault-static-token token"]),
    Step(
      name: "Vault role",
      step:
        "- uses: hashicorp/vault-action@v3\n  with: {url: https://v, method: approle, roleId: r, secretId: '${{ secrets.V }}'}",
      expected: ["actions-vault-static-token secretId"]),
    Step(
      name: "Vault JWT",
      step: "- uses: hashicorp/vault-action@v3\n  with: {url: https://v, method: jwt, role: ci}"),
    Step(
      name: "Vault JWT with a key of its own",
      step:
        "- uses: hashicorp/vault-action@v3\n  with: {method: jwt, role: ci, jwtPrivateKey: '${{ secrets.J }}'}",
      expected: ["actions-vault-static-token jwtPrivateKey"]),
    Step(
      name: "Infisical secret",
      step: "- uses: Infisical/secrets-action@v1\n  with: {client-id: x, client-secret: '${{ secrets.I }}'}",
      expected: ["actions-infisical-static-secret client-secret"]),
    Step(
      name: "Infisical OIDC",
      step: "- uses: Infisical/secrets-action@v1\n  with: {method: oidc, identity-id: x}"),
    Step(
      name: "kubeconfig",
      step: "- uses: azure/k8s-set-context@v4\n  with: {kubeconfig: '${{ secrets.KUBE }}'}",
      expected: ["actions-kubeconfig-static kubeconfig"]),
    Step(
      name: "PyPI token",
      step: "- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {password: '${{ secrets.PYPI }}'}",
      expected: ["actions-pypi-static-token password"]),
    Step(name: "PyPI trusted publishing", step: "- uses: pypa/gh-action-pypi-publish@release/v1"),
    Step(
      name: "another index than PyPI",
      step: """
        - uses: pypa/gh-action-pypi-publish@release/v1
          with: {password: '${{ secrets.P }}', repository-url: https://pypi.corp.internal/simple}
        """),
    Step(
      name: "npm token where the job publishes",
      step: "- run: npm publish\n  env: {NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}'}",
      expected: ["actions-npm-static-token NODE_AUTH_TOKEN"]),
    Step(
      name: "npm token where the job only installs",
      step: "- run: npm ci\n  env: {NODE_AUTH_TOKEN: '${{ secrets.NPM_READ }}'}"),
    Step(
      name: "GitHub's own token as npm's",
      step: "- run: npm publish\n  env: {NODE_AUTH_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}"),
    Step(
      name: "RubyGems key",
      step: "- uses: rubygems/configure-rubygems-credentials@v1\n  with: {api-token: '${{ secrets.R }}'}",
      expected: ["actions-rubygems-static-token api-token"]),
    Step(
      name: "crates.io token",
      step: "- run: cargo publish\n  env: {CARGO_REGISTRY_TOKEN: '${{ secrets.C }}'}",
      expected: ["actions-crates-static-token CARGO_REGISTRY_TOKEN"]),
    Step(
      name: "crates.io token of a step",
      step: """
        - uses: rust-lang/crates-io-auth-action@v1
          id: auth
        - run: cargo publish
          env: {CARGO_REGISTRY_TOKEN: '${{ steps.auth.outputs.token }}'}
        """),
    Step(
      name: "NuGet key", step: "- run: dotnet nuget push\n  env: {NUGET_API_KEY: '${{ secrets.N }}'}",
      expected: ["actions-nuget-static-key NUGET_API_KEY"]),
    Step(
      name: "ECR password",
      step: """
        - uses: docker/login-action@v3
          with: {registry: 1.dkr.ecr.eu-west-1.amazonaws.com, username: u, password: '${{ secrets.E }}'}
        """, expected: ["actions-registry-static-password password"]),
    Step(
      name: "GitHub's registry with GitHub's token",
      step:
        "- uses: docker/login-action@v3\n  with: {registry: ghcr.io, username: u, password: '${{ secrets.GITHUB_TOKEN }}'}"
    ),
    Step(
      name: "Docker Hub, which has no keyless form here",
      step: "- uses: docker/login-action@v3\n  with: {username: u, password: '${{ secrets.D }}'}"),
    Step(
      name: "JFrog token",
      step: "- uses: jfrog/setup-jfrog-cli@v4\n  env: {JF_ACCESS_TOKEN: '${{ secrets.J }}'}",
      expected: ["actions-jfrog-static-token JF_ACCESS_TOKEN"]),
    Step(
      name: "JFrog OIDC", step: "- uses: jfrog/setup-jfrog-cli@v4\n  with: {oidc-provider-name: p}"),
    Step(
      name: "Anthropic key beside federation",
      step: """
        - uses: anthropics/claude-code-action@v1
          with:
            anthropic_federation_rule_id: fdrl_1
            anthropic_organization_id: org
            anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}
        """, expected: ["actions-anthropic-static-key anthropic_api_key"]),
    Step(
      name: "Anthropic federation",
      step:
        "- uses: anthropics/claude-code-action@v1\n  with: {anthropic_federation_rule_id: f, anthropic_organization_id: o}"
    ),
    Step(
      name: "OpenAI key",
      step: "- uses: openai/codex-action@v1\n  with: {openai-api-key: '${{ secrets.O }}'}",
      expected: ["actions-openai-static-key openai-api-key"]),
    Step(
      name: "Gemini key",
      step: "- uses: google-github-actions/run-gemini-cli@v0\n  with: {gemini_api_key: '${{ secrets.G }}'}",
      expected: ["actions-gemini-static-key gemini_api_key"]),
    Step(
      name: "Pulumi token", step: "- run: pulumi up\n  env: {PULUMI_ACCESS_TOKEN: '${{ secrets.P }}'}",
      expected: ["actions-pulumi-static-token PULUMI_ACCESS_TOKEN"]),
    Step(
      name: "Tailscale key",
      step: "- uses: tailscale/github-action@v4\n  with: {authkey: '${{ secrets.T }}'}",
      expected: ["actions-tailscale-static-key authkey"]),
    Step(
      name: "Tailscale federated identity",
      step:
        "- uses: tailscale/github-action@v4\n  with: {oauth-client-id: '${{ secrets.ID }}', audience: '${{ secrets.AUD }}', tags: 'tag:ci'}"
    ),
    Step(
      name: "Codecov token", step: "- uses: codecov/codecov-action@v5\n  with: {token: '${{ secrets.C }}'}",
      expected: ["actions-codecov-static-token token"]),
    Step(
      name: "Codecov OIDC",
      step: "- uses: codecov/codecov-action@v5\n  with: {token: '${{ secrets.C }}', use_oidc: true}"),
    Step(
      name: "personal token",
      step: "- uses: actions/checkout@v4\n  with: {token: '${{ secrets.RELEASE_PAT }}'}",
      expected: ["actions-personal-token token"]),
    Step(
      name: "GitHub's own token",
      step: "- uses: actions/checkout@v4\n  with: {token: '${{ secrets.GITHUB_TOKEN }}'}"),
    Step(
      name: "actions that have no keyless form",
      step: """
        - uses: cloudflare/wrangler-action@v3
          with: {apiToken: '${{ secrets.CF }}'}
        - uses: digitalocean/action-doctl@v2
          with: {token: '${{ secrets.DO }}'}
        """),
  ]

  @Test(arguments: steps)
  func `a step is told by what it is given`(step: Step) {
    #expect(told(checked(".github/workflows/deploy.yml", workflow(step.step))) == step.expected)
  }

  @Test func `an issue says where and how bad`() throws {
    let text = workflow(Self.steps[0].step)
    let issue = try #require(checked(".github/workflows/deploy.yml", text).issues.first)
    #expect(issue.line == 10)
    #expect(issue.severity == .medium)
    #expect(issue.place == "job deploy, step aws-actions/configure-aws-credentials")
  }

  @Test func `a role that is assumed from keys is told`() throws {
    let step = """
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-secret-access-key: ${{ secrets.KEY }}
      """
    let issue = try #require(checked(".github/workflows/a.yml", workflow(step)).issues.first)
    #expect(issue.detail == "the role is assumed from the static key")
  }

  @Test(arguments: [
    "pull_request_target", "[push, pull_request_target]", "{pull_request_target: {types: [opened]}}",
  ])
  func `strangers' pull requests make it worse`(trigger: String) throws {
    let issue = try #require(
      checked(".github/workflows/a.yml", workflow(Self.steps[0].step, on: trigger)).issues.first)
    #expect(issue.severity == .high)
  }

  @Test func `variables of workflow and job count, also by way of another variable`() {
    let env = "env:\n  DEPLOY: ${{ secrets.DEPLOY }}\n  AZURE_CLIENT_SECRET: ${{ secrets.AZ }}\n"
    let step = "- uses: google-github-actions/auth@v2\n  with: {credentials_json: '${{ env.DEPLOY }}'}"
    #expect(
      told(checked(".github/workflows/a.yml", workflow(step, env: env)))
        == ["actions-azure-static-key AZURE_CLIENT_SECRET", "actions-gcp-static-key credentials_json"])
  }

  @Test func `an agent that anybody directs is told where it holds a key`() {
    let step = """
      - uses: anthropics/claude-code-action@v1
        with:
          allowed_non_write_users: "*"
          anthropic_api_key: ${{ secrets.A }}
      """
    #expect(
      told(checked(".github/workflows/a.yml", workflow(step)))
        == [
          "actions-anthropic-static-key anthropic_api_key",
          "actions-agent-open-to-strangers allowed_non_write_users",
        ])
    let safe = step.replacing("anthropic_api_key: ${{ secrets.A }}", with: "anthropic_federation_rule_id: f")
    #expect(told(checked(".github/workflows/a.yml", workflow(safe))).isEmpty)
  }

  @Test func `steps of composite actions are checked`() {
    let text = """
      runs:
        using: composite
        steps:
          - uses: azure/login@v2
            with: {creds: "\(Made.key)"}
          - uses: google-github-actions/auth@v2
            with: {credentials_json: "${{ inputs.key }}"}
      """
    #expect(told(checked("tools/action.yml", text)) == ["actions-azure-static-key creds"])
  }

  @Test(arguments: [
    ("${{ secrets.A }}", ["A"]), ("${{ secrets['B'] }}", ["B"]),
    ("x${{ secrets.A || secrets.B }}y", ["A", "B"]),
    ("${{ vars.A }}", []), ("secrets.A", []), ("${{ format('{0}', secrets.A) }}", ["A"]),
    ("${{ toJSON(secrets) }}", []),
    ("${{ secrets.A", ["A"]),
  ])
  func `expressions are read`(text: String, names: [String]) {
    #expect(Expression.names(of: "secrets", in: text) == names)
  }
}
