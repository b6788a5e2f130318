extension PostureRules {
  private static let permission = "'permissions: id-token: write'"

  /// Package registries, in GitHub Actions.
  static let registryProviders: [KeylessProvider] = [
    KeylessProvider(
      "actions-pypi-static-token", "Static PyPI token in GitHub Actions",
      fix:
        "add the workflow as a trusted publisher of the project, give the job \(permission), and drop the password",
      reference: "https://docs.pypi.org/trusted-publishers/using-a-publisher/",
      actions: [.init("pypa/gh-action-pypi-publish", ["password"])],
      variables: [
        "TWINE_PASSWORD", "PYPI_TOKEN", "PYPI_API_TOKEN", "PYPI_PASSWORD", "UV_PUBLISH_TOKEN",
        "UV_PUBLISH_PASSWORD",
        "FLIT_PASSWORD", "POETRY_PYPI_TOKEN_PYPI", "MATURIN_PYPI_TOKEN", "HATCH_INDEX_AUTH",
      ], isAboutPublishing: true),
    KeylessProvider(
      "actions-npm-static-token", "Static npm token in GitHub Actions",
      fix:
        "add the workflow as a trusted publisher of the package, give the job \(permission), and drop the token",
      reference: "https://docs.npmjs.com/trusted-publishers",
      variables: ["NODE_AUTH_TOKEN", "NPM_TOKEN", "NPM_AUTH_TOKEN", "NPM_PUBLISH_TOKEN"],
      isAboutPublishing: true),
    KeylessProvider(
      "actions-rubygems-static-token", "Static RubyGems key in GitHub Actions",
      fix:
        "add the workflow as a trusted publisher of the gem, give the job \(permission), and use rubygems/release-gem, or "
        + "rubygems/configure-rubygems-credentials without 'api-token'",
      reference: "https://guides.rubygems.org/trusted-publishing/",
      actions: [.init("rubygems/configure-rubygems-credentials", ["api-token"])],
      variables: ["GEM_HOST_API_KEY", "RUBYGEMS_API_KEY", "RUBYGEMS_AUTH_TOKEN"]),
    KeylessProvider(
      "actions-crates-static-token", "Static crates.io token in GitHub Actions",
      fix:
        "add the workflow as a trusted publisher of the crate, give the job \(permission), and use rust-lang/crates-io-auth-action",
      reference: "https://crates.io/docs/trusted-publishing",
      variables: ["CARGO_REGISTRY_TOKEN", "CRATES_IO_TOKEN", "CRATES_TOKEN"]),
    KeylessProvider(
      "actions-nuget-static-key", "Static NuGet key in GitHub Actions",
      fix:
        "add a trusted publishing policy for the workflow, give the job \(permission), and use NuGet/login with 'user'",
      reference: "https://learn.microsoft.com/en-us/nuget/nuget-org/trusted-publishing",
      variables: ["NUGET_API_KEY", "NUGET_ORG_API_KEY", "NUGET_KEY"]),
    registryPassword, jfrog,
  ]

  static let registryPassword = KeylessProvider(
    "actions-registry-static-password", "Static container registry password in GitHub Actions",
    fix: "log in to the registry's cloud with \(permission) and take its token (GITHUB_TOKEN for ghcr.io)",
    reference: "https://github.com/docker/login-action#usage")

  static let jfrog = KeylessProvider(
    "actions-jfrog-static-token", "Static JFrog token in GitHub Actions",
    fix: "give the job \(permission), and jfrog/setup-jfrog-cli 'oidc-provider-name'",
    reference: "https://github.com/jfrog/setup-jfrog-cli#connecting-to-jfrog-using-oidc-openid-connect")
}
