package import Detectors
package import Findings

extension Facts {
  /// What a credential tells of itself. What cannot be read tells nothing: hostile values are met here.
  ///
  /// - Parameters:
  ///   - companions: Values that belong to it, by role.
  ///   - surroundings: The text around it, for the carriers that ask for it.
  package static func read(
    _ carrier: Detector.FactCarrier, from value: [UInt8], companions: [String: [UInt8]] = [:],
    surroundings: Surroundings? = nil
  ) -> Facts {
    guard value.count <= valueLimit else { return Facts() }
    let around = surroundings ?? Surroundings(before: [], after: [])
    return facts(carrier, value, companions, around).tidy
  }

  /// Bytes; longer than any credential.
  private static let valueLimit = 1 << 17

  private static func facts(
    _ carrier: Detector.FactCarrier, _ value: [UInt8], _ companions: [String: [UInt8]], _ around: Surroundings
  ) -> Facts {
    switch carrier {
    case .awsAccount: CloudFacts.awsAccount(value)
    case .gcpServiceAccount: CloudFacts.gcpServiceAccount(value, companions)
    case .azureSAS: CloudFacts.azureSAS(value, around)
    case .azureAccount: CloudFacts.azureAccount(companions, around)
    case .jwt: TokenFacts.jwt(value)
    case .grafana: TokenFacts.grafana(value)
    case .mapbox: TokenFacts.mapbox(value)
    case .sentry: TokenFacts.sentry(value)
    case .slack: TokenFacts.slack(value)
    case .discord: TokenFacts.discord(value)
    case .basicAuth: ConnectionFacts.basicAuth(companions)
    case .connection: ConnectionFacts.read(companions, around)
    case .privateKey: PrivateKeyFacts.read(value, certificates: around.after)
    }
  }

  /// Printable, short, and without people's addresses.
  private var tidy: Facts {
    Facts(
      Dictionary(all.compactMap { name, value in FactText.tidy(value).map { (name, $0) } }) { first, _ in
        first
      })
  }
}
