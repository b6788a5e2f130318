/// The keyless way by provider and place. Each entry's address is the provider's own documentation of it.
enum ReplacementTable {
  /// In the table's order: a detector's own entries before its provider's.
  static func options(provider: String, detector: String) -> [Replacement] {
    // `pk-openssh` speaks for `pk-openssh-encrypted` as well, and `pk` for what no longer name does.
    let names = kinds.keys.filter { detector == $0 || detector.hasPrefix($0 + "-") }
    let own = names.max { $0.count < $1.count }.flatMap { kinds[$0] }
    return (own ?? []) + (providers[provider] ?? [])
  }

  private static let providers: [String: [Replacement]] = clouds.merging(services) { $1 }.merging(registries)
  { $1 }
  .merging(narrower) { $1 }
  private static let kinds: [String: [Replacement]] = detectors.merging(particular) { $1 }

  /// Everything, for the test of its addresses.
  static var all: [Replacement] { (Array(providers.values) + Array(kinds.values)).flatMap(\.self) }

  private static let hub =
    "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments"
  private static let vault = "https://developer.hashicorp.com/vault/docs"
  private static let openbao = "Vault or OpenBao"

  private static let clouds: [String: [Replacement]] = [
    "AWS": [
      Replacement(
        "GitHub Actions",
        "permissions: id-token: write, and aws-actions/configure-aws-credentials with role-to-assume and no keys; "
          + "pin the trust policy's sub condition", hub + "/oidc-in-aws"),
      Replacement(
        "GitLab CI", "an id_tokens block and sts:AssumeRoleWithWebIdentity",
        "https://docs.gitlab.com/ci/cloud_services/aws/"),
      Replacement(
        "Terraform", "dynamic provider credentials: the run assumes a role",
        "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration"
      ),
      Replacement(
        "workloads", "the role of the instance, task or pod (EKS Pod Identity); elsewhere IAM Roles Anywhere",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/security-creds-programmatic-access.html"),
      Replacement(
        "people", "aws sso login (IAM Identity Center)",
        "https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html"),
      Replacement(
        "any place", "\(openbao): the aws secrets engine leases credentials", vault + "/secrets/aws"),
    ],
    "Google Cloud": [
      Replacement(
        "GitHub Actions",
        "google-github-actions/auth with workload_identity_provider and no credentials_json",
        hub + "/oidc-in-google-cloud-platform"),
      Replacement(
        "GitLab CI", "an id_tokens block and Workload Identity Federation",
        "https://docs.gitlab.com/ci/cloud_services/google_cloud/"),
      Replacement(
        "workloads", "the attached service account; on GKE, Workload Identity Federation",
        "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity"),
      Replacement(
        "people", "gcloud auth application-default login with service-account impersonation",
        "https://cloud.google.com/docs/authentication/use-service-account-impersonation"),
      Replacement("any place", "\(openbao): the gcp secrets engine leases tokens", vault + "/secrets/gcp"),
    ],
    "Microsoft Azure": [
      Replacement(
        "GitHub Actions", "Azure/login with client-id, tenant-id, subscription-id and a federated credential",
        hub + "/oidc-in-azure"),
      Replacement(
        "GitLab CI", "an id_tokens block and a federated credential",
        "https://docs.gitlab.com/ci/cloud_services/azure/"),
      Replacement(
        "workloads", "a managed identity with Entra roles; on AKS, workload identity; switch key access off",
        "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview"),
      Replacement(
        "any place", "\(openbao): the azure secrets engine leases credentials", vault + "/secrets/azure"),
    ],
    "Alibaba Cloud": [
      Replacement(
        "GitHub Actions",
        "aliyun/configure-aliyun-credentials-action with role-to-assume and oidc-provider-arn",
        "https://github.com/aliyun/configure-aliyun-credentials-action"),
      Replacement("any place", "\(openbao): the alicloud secrets engine", vault + "/secrets/alicloud"),
    ],
    "Oracle Cloud": [
      Replacement(
        "workloads", "instance and resource principals",
        "https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/callingservicesfrominstances.htm")
    ],
    "IBM Cloud": [
      Replacement(
        "workloads", "trusted profiles",
        "https://cloud.ibm.com/docs/account?topic=account-create-trusted-profile")
    ],
    "Kubernetes": [
      Replacement(
        "workloads", "bound service-account tokens (TokenRequest): they expire with the pod",
        "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"),
      Replacement(
        "people", "an exec plugin that signs in with OIDC",
        "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins"
      ),
      Replacement("any place", "\(openbao): the kubernetes secrets engine", vault + "/secrets/kubernetes"),
    ],
    "HashiCorp Vault": [
      Replacement(
        "GitHub Actions", "hashicorp/vault-action with method: jwt and a role",
        hub + "/oidc-in-hashicorp-vault"),
      Replacement("workloads", "the kubernetes or a cloud auth method", vault + "/auth/kubernetes"),
    ],
    "HashiCorp Consul": [
      Replacement(
        "any place", "\(openbao): the consul secrets engine leases tokens", vault + "/secrets/consul")
    ],
    "HCP Terraform": [
      Replacement(
        "any place", "\(openbao): the terraform secrets engine leases tokens", vault + "/secrets/terraform")
    ],
  ]

  private static let detectors: [String: [Replacement]] = [
    "uri-mysql": database("mysql-maria"), "uri-mongodb": database("mongodb"), "uri-mssql": database("mssql"),
    "uri-redis": database("redis"), "uri-jdbc": database(""), "jdbc-oracle-thin": database("oracle"),
    "uri-postgres": database("postgresql"),
    "uri-amqp": [
      Replacement(
        "any place", "\(openbao): the rabbitmq secrets engine leases users", vault + "/secrets/rabbitmq")
    ],
    "pk-openssh": [
      Replacement(
        "any place", "short-lived SSH certificates: the ssh secrets engine of \(openbao)",
        vault + "/secrets/ssh/signed-ssh-certificates"),
      Replacement(
        "GitHub Actions", "a GitHub App's installation token in place of a deploy key",
        "https://github.com/actions/create-github-app-token"),
    ],
    "pk": [
      Replacement(
        "any place", "short-lived certificates: the pki secrets engine of \(openbao), or ACME",
        vault + "/secrets/pki")
    ],
  ]

  static func database(_ plugin: String) -> [Replacement] {
    [
      Replacement(
        "any place", "\(openbao): the database secrets engine leases a user for minutes",
        vault + "/secrets/databases/\(plugin)"),
      Replacement(
        "workloads", "the cloud's own sign-in to the database (RDS IAM, Cloud SQL IAM, Entra)",
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html"),
    ]
  }
}
