extension Detector {
  /// What a value tells of itself, and how it is read.
  package enum FactCarrier: String, Sendable, CaseIterable {
    /// The account's number in an access key's id.
    case awsAccount = "aws-account"
    /// Header and claims.
    case jwt
    /// Kind, size and protection of a private key in any of its text forms; the certificate beside it.
    case privateKey = "private-key"
    /// The key of a service account, with its companions `account` and `key-id`.
    case gcpServiceAccount = "gcp-service-account"
    case azureSAS = "azure-sas"
    /// The storage account that a connection string names.
    case azureAccount = "azure-account"
    /// User, host and database of a URI or a connection string.
    case connection
    /// The user of `user:password`, which stands in base64: its companion `user`.
    case basicAuth = "basic-auth"
    case slack, discord, sentry, grafana, mapbox

    /// How much text around the value tells more of it.
    package var surroundings: Surroundings {
      switch self {
      case .connection, .azureSAS, .azureAccount: .line
      case .privateKey: .certificates
      case .awsAccount, .jwt, .gcpServiceAccount, .basicAuth, .slack, .discord, .sentry, .grafana, .mapbox:
        .none
      }
    }
  }

  package enum Surroundings: Sendable {
    case none
    /// What stands before and behind the value on its line.
    case line
    /// Certificates nearby.
    case certificates
  }
}
