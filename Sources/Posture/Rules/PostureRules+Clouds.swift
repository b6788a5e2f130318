extension PostureRules {
  private static let permission = "'permissions: id-token: write'"

  /// Clouds, key stores and clusters, in GitHub Actions.
  static let cloudProviders: [KeylessProvider] = [
    KeylessProvider(
      "actions-aws-static-key", "Static AWS key in GitHub Actions",
      fix:
        "give the job \(permission), and aws-actions/configure-aws-credentials 'role-to-assume' without keys",
      reference: "https://docs.github.com/en/actions/deployment/security-hardening-your-deployments/"
        + "configuring-openid-connect-in-amazon-web-services",
      actions: [
        .init(
          "aws-actions/configure-aws-credentials", ["aws-access-key-id", "aws-secret-access-key"],
          overridden: ("role-to-assume", "the role is assumed from the static key"))
      ],
      variables: ["AWS_SECRET_ACCESS_KEY"]),
    KeylessProvider(
      "actions-gcp-static-key", "Static Google Cloud key in GitHub Actions",
      fix: "give the job \(permission), and google-github-actions/auth 'workload_identity_provider'",
      reference:
        "https://github.com/google-github-actions/auth#workload-identity-federation-through-a-service-account",
      actions: [
        .init("google-github-actions/auth", ["credentials_json"]),
        .init("google-github-actions/setup-gcloud", ["service_account_key"]),
      ],
      variables: [
        "GCP_SA_KEY", "GCP_CREDENTIALS", "GCP_SERVICE_ACCOUNT_KEY", "GOOGLE_CREDENTIALS",
        "GOOGLE_SERVICE_ACCOUNT_KEY",
        "GCLOUD_SERVICE_KEY", "GCP_KEY", "GCP_SERVICE_KEY", "GOOGLE_APPLICATION_CREDENTIALS_JSON",
      ]),
    KeylessProvider(
      "actions-azure-static-key", "Static Azure secret in GitHub Actions",
      fix:
        "give the job \(permission), and azure/login 'client-id', 'tenant-id' and 'subscription-id' of a federated identity",
      reference: "https://learn.microsoft.com/en-us/azure/developer/github/connect-from-azure-openid-connect",
      actions: [.init("azure/login", ["creds"])],
      variables: ["AZURE_CREDENTIALS", "AZURE_CLIENT_SECRET", "ARM_CLIENT_SECRET"]),
    KeylessProvider(
      "actions-alibaba-static-key", "Static Alibaba Cloud key in GitHub Actions",
      fix:
        "give the job \(permission), and aliyun/configure-aliyun-credentials-action 'role-to-assume' and 'oidc-provider-arn'",
      reference: "https://github.com/aliyun/configure-aliyun-credentials-action",
      variables: ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY", "ALIYUN_ACCESS_KEY_SECRET"]),
    KeylessProvider(
      "actions-vault-static-token", "Static Vault credential in GitHub Actions",
      fix: "give the job \(permission), and hashicorp/vault-action 'method: jwt' with 'role'",
      reference: "https://github.com/hashicorp/vault-action#jwt-with-github-oidc-tokens",
      actions: [
        .init("hashicorp/vault-action", ["token", "secretid", "password", "githubtoken", "jwtprivatekey"])
      ],
      variables: ["VAULT_TOKEN", "VAULT_SECRET_ID"]),
    KeylessProvider(
      "actions-infisical-static-secret", "Static Infisical secret in GitHub Actions",
      fix: "give the job \(permission), and Infisical/secrets-action 'method: oidc' with 'identity-id'",
      reference: "https://infisical.com/docs/documentation/platform/identities/oidc-auth/github",
      actions: [.init("infisical/secrets-action", ["client-secret"], keyless: ["method": "oidc"])]),
    KeylessProvider(
      "actions-kubeconfig-static", "Stored kubeconfig in GitHub Actions",
      fix:
        "log in to the cluster's cloud with \(permission), then fetch a short-lived kubeconfig (aws eks update-kubeconfig, "
        + "google-github-actions/get-gke-credentials, azure/aks-set-context)",
      reference: "https://docs.github.com/en/actions/deployment/security-hardening-your-deployments/"
        + "about-security-hardening-with-openid-connect",
      actions: [
        .init("azure/k8s-set-context", ["kubeconfig", "k8s-secret"])
      ],
      variables: ["KUBE_CONFIG", "KUBECONFIG_DATA", "KUBE_CONFIG_DATA", "KUBECONFIG_CONTENT"]),
  ]
}
