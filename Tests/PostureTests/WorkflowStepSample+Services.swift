extension WorkflowStepSample {
  static let registries: [WorkflowStepSample] = [
    .init(
      name: "PyPI token",
      step: "- uses: pypa/gh-action-pypi-publish@release/v1\n  with: {password: '${{ secrets.PYPI }}'}",
      expected: ["actions-pypi-static-token password"]),
    .init(name: "PyPI trusted publishing", step: "- uses: pypa/gh-action-pypi-publish@release/v1"),
    .init(
      name: "another index than PyPI",
      step: """
        - uses: pypa/gh-action-pypi-publish@release/v1
          with: {password: '${{ secrets.P }}', repository-url: https://pypi.corp.internal/simple}
        """),
    .init(
      name: "npm token where the job publishes",
      step: "- run: npm publish\n  env: {NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}'}",
      expected: ["actions-npm-static-token NODE_AUTH_TOKEN"]),
    .init(
      name: "npm token where the job only installs",
      step: "- run: npm ci\n  env: {NODE_AUTH_TOKEN: '${{ secrets.NPM_READ }}'}"),
    .init(
      name: "GitHub's own token as npm's",
      step: "- run: npm publish\n  env: {NODE_AUTH_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}"),
    .init(
      name: "RubyGems key",
      step: "- uses: rubygems/configure-rubygems-credentials@v1\n  with: {api-token: '${{ secrets.R }}'}",
      expected: ["actions-rubygems-static-token api-token"]),
    .init(
      name: "crates.io token",
      step: "- run: cargo publish\n  env: {CARGO_REGISTRY_TOKEN: '${{ secrets.C }}'}",
      expected: ["actions-crates-static-token CARGO_REGISTRY_TOKEN"]),
    .init(
      name: "crates.io token of a step",
      step: """
        - uses: rust-lang/crates-io-auth-action@v1
          id: auth
        - run: cargo publish
          env: {CARGO_REGISTRY_TOKEN: '${{ steps.auth.outputs.token }}'}
        """),
    .init(
      name: "NuGet key", step: "- run: dotnet nuget push\n  env: {NUGET_API_KEY: '${{ secrets.N }}'}",
      expected: ["actions-nuget-static-key NUGET_API_KEY"]),
    .init(
      name: "secret in a command",
      step: "- run: dotnet nuget push a.nupkg --api-key ${{ secrets.NUGET_API_KEY }}",
      expected: ["actions-nuget-static-key NUGET_API_KEY"]),
    .init(
      name: "secret of an action that is not known",
      step: "- uses: acme/npm-publish@v3\n  with: {token: '${{ secrets.NPM_TOKEN }}'}",
      expected: ["actions-npm-static-token NPM_TOKEN"]),
    .init(
      name: "secret under another name",
      step: "- run: twine upload dist/*\n  env: {PASSWORD: '${{ secrets.PYPI_API_TOKEN }}'}",
      expected: ["actions-pypi-static-token PASSWORD"]),
    .init(
      name: "ECR password",
      step: """
        - uses: docker/login-action@v3
          with: {registry: 1.dkr.ecr.eu-west-1.amazonaws.com, username: u, password: '${{ secrets.E }}'}
        """, expected: ["actions-registry-static-password password"]),
    .init(
      name: "GitHub's registry with GitHub's token",
      step:
        "- uses: docker/login-action@v3\n  with: {registry: ghcr.io, username: u, password: '${{ secrets.GITHUB_TOKEN }}'}"
    ),
    .init(
      name: "Docker Hub, which has no keyless form here",
      step: "- uses: docker/login-action@v3\n  with: {username: u, password: '${{ secrets.D }}'}"),
    .init(
      name: "JFrog token",
      step: "- uses: jfrog/setup-jfrog-cli@v4\n  env: {JF_ACCESS_TOKEN: '${{ secrets.J }}'}",
      expected: ["actions-jfrog-static-token JF_ACCESS_TOKEN"]),
    .init(
      name: "JFrog OIDC", step: "- uses: jfrog/setup-jfrog-cli@v4\n  with: {oidc-provider-name: p}"),
  ]

  static let services: [WorkflowStepSample] = [
    .init(
      name: "Anthropic key beside federation",
      step: """
        - uses: anthropics/claude-code-action@v1
          with:
            anthropic_federation_rule_id: fdrl_1
            anthropic_organization_id: org
            anthropic_api_key: ${{ secrets.ANTHROPIC_API_KEY }}
        """, expected: ["actions-anthropic-static-key anthropic_api_key"]),
    .init(
      name: "Anthropic federation",
      step:
        "- uses: anthropics/claude-code-action@v1\n  with: {anthropic_federation_rule_id: f, anthropic_organization_id: o}"
    ),
    .init(
      name: "OpenAI key",
      step: "- uses: openai/codex-action@v1\n  with: {openai-api-key: '${{ secrets.O }}'}",
      expected: ["actions-openai-static-key openai-api-key"]),
    .init(
      name: "Gemini key",
      step: "- uses: google-github-actions/run-gemini-cli@v0\n  with: {gemini_api_key: '${{ secrets.G }}'}",
      expected: ["actions-gemini-static-key gemini_api_key"]),
    .init(
      name: "Pulumi token", step: "- run: pulumi up\n  env: {PULUMI_ACCESS_TOKEN: '${{ secrets.P }}'}",
      expected: ["actions-pulumi-static-token PULUMI_ACCESS_TOKEN"]),
    .init(
      name: "Tailscale key",
      step: "- uses: tailscale/github-action@v4\n  with: {authkey: '${{ secrets.T }}'}",
      expected: ["actions-tailscale-static-key authkey"]),
    .init(
      name: "Tailscale federated identity",
      step:
        "- uses: tailscale/github-action@v4\n  with: {oauth-client-id: '${{ secrets.ID }}', audience: '${{ secrets.AUD }}', tags: 'tag:ci'}"
    ),
    .init(
      name: "Codecov token", step: "- uses: codecov/codecov-action@v5\n  with: {token: '${{ secrets.C }}'}",
      expected: ["actions-codecov-static-token token"]),
    .init(
      name: "Codecov OIDC",
      step: "- uses: codecov/codecov-action@v5\n  with: {token: '${{ secrets.C }}', use_oidc: true}"),
    .init(
      name: "personal token",
      step: "- uses: actions/checkout@v4\n  with: {token: '${{ secrets.RELEASE_PAT }}'}",
      expected: ["actions-personal-token token"]),
    .init(
      name: "GitHub's own token",
      step: "- uses: actions/checkout@v4\n  with: {token: '${{ secrets.GITHUB_TOKEN }}'}"),
    .init(
      name: "actions that have no keyless form",
      step: """
        - uses: cloudflare/wrangler-action@v3
          with: {apiToken: '${{ secrets.CF }}'}
        - uses: digitalocean/action-doctl@v2
          with: {token: '${{ secrets.DO }}'}
        """),
  ]
}
