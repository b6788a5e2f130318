/// Services where a token that ends by itself, or a narrower one, is the best that is offered.
extension ReplacementTable {
  static let narrower: [String: [Replacement]] = [
    "Datadog": [
      Replacement(
        "Terraform", "workload identity federation: the provider signs in with AWS credentials",
        "https://docs.datadoghq.com/account_management/workload_identity_federation/"),
      Replacement(
        "workloads", "workload identity federation: the Agent gets keys that are rotated for it",
        "https://docs.datadoghq.com/account_management/workload_identity_federation/"),
    ],
    "Doppler": [
      Replacement(
        "any place", "a service account identity: the job's OIDC token for a short-lived one",
        "https://docs.doppler.com/docs/service-account-identities")
    ],
    "Octopus Deploy": [
      Replacement(
        "GitHub Actions", "OctopusDeploy/login with an OIDC identity of a service account",
        "https://octopus.com/docs/octopus-rest-api/openid-connect/github-actions"),
      Replacement(
        "any place", "OpenID Connect with a service account",
        "https://octopus.com/docs/octopus-rest-api/openid-connect"),
    ],
    "Zoom": [
      Replacement(
        "any place", "a server-to-server OAuth app, whose tokens live one hour",
        "https://developers.zoom.us/docs/internal-apps/s2s-oauth/")
    ],
    "Shopify": [
      Replacement(
        "any place", "expiring offline access tokens: one hour, with a refresh token",
        "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens"
      )
    ],
    "Dropbox": [
      Replacement(
        "any place", "short-lived access tokens with a refresh token",
        "https://developers.dropbox.com/oauth-guide")
    ],
    "Cloudflare": [
      Replacement(
        "any place",
        "an API token with few permissions, an address filter and an end date, in place of the global key",
        "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/")
    ],
    "DigitalOcean": [
      Replacement(
        "any place", "a token with custom scopes and an end date",
        "https://docs.digitalocean.com/reference/api/create-personal-access-token/")
    ],
    "Fly.io": [
      Replacement(
        "any place", "a deploy token of one app, with --expiry", "https://fly.io/docs/security/tokens/")
    ],
    "Hugging Face": [
      Replacement(
        "any place", "a fine-grained token for the few repositories needed",
        "https://huggingface.co/docs/hub/security-tokens")
    ],
    "Auth0": [
      Replacement(
        "any place", "private key JWT in place of a client secret",
        "https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt"
      )
    ],
    "Salesforce": [
      Replacement(
        "any place", "the OAuth JWT bearer flow: a certificate for short-lived access tokens",
        "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm")
    ],
    "Spacelift": [
      Replacement(
        "any place", "an API key of the OIDC kind, which holds no secret",
        "https://docs.spacelift.io/integrations/api")
    ],
    "Bitbucket": [
      Replacement(
        "any place", "OIDC in Pipelines for whatever the job reaches",
        "https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/"
      ),
      Replacement(
        "people", "an API token with scopes and an end date",
        "https://support.atlassian.com/bitbucket-cloud/docs/api-tokens/"),
    ],
    "MySQL": database("mysql-maria"), "PostgreSQL": database("postgresql"), "SQL Server": database("mssql"),
    "Redis": database("redis"), "Oracle Database": database("oracle"),
    "RabbitMQ": [
      Replacement(
        "any place", "Vault or OpenBao: the rabbitmq secrets engine leases users",
        "https://developer.hashicorp.com/vault/docs/secrets/rabbitmq")
    ],
    "Cryptocurrency": wallet, "Solana": wallet,
  ]

  /// Whose detectors are of several kinds.
  static let particular: [String: [Replacement]] = [
    "mongodb-atlas": [
      Replacement(
        "any place", "a service account: OAuth access tokens that live one hour",
        "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/")
    ],
    "mongodb-password": database("mongodb"), "elastic-password": database("elasticdb"),
    "uri-elastic": database("elasticdb"), "uri-oracle": database("oracle"),
    "grafana-cloud": [
      Replacement(
        "any place", "an access policy's token with few scopes and an end date",
        "https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/"
      )
    ],
    "azure-devops": [
      Replacement(
        "workloads", "a service principal or a managed identity",
        "https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/service-principal-managed-identity"
      )
    ],
    "pk-pgp": signing, "minisign": signing, "cosign": signing,
  ]

  private static let signing = [
    Replacement(
      "any place", "keyless signing with Sigstore: a certificate of minutes for who signs",
      "https://docs.sigstore.dev/cosign/signing/overview/")
  ]

  private static let wallet = [
    Replacement(
      "any place", "a signer that never gives the key out: a hardware wallet, or a key service that signs",
      "https://ethereum.org/security/")
  ]
}
