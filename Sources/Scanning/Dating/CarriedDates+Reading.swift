package import Detectors
package import Findings

extension CarriedDates {
  /// What a credential tells about its own dates, without any network; nil when it tells nothing that can be
  /// believed.
  ///
  /// The value is read first, then its companions by role: a certificate may stand beside its key. An inferred
  /// date counts only when it lies between 2005 and the introduction (or `now`, where nothing dates that).
  package static func read(
    _ carrier: Detector.DateCarrier, from value: [UInt8], companions: [String: [UInt8]] = [:],
    introducedNotAfter: Timestamp?, now: Timestamp
  ) -> CarriedDates? {
    let latest = min(introducedNotAfter ?? now, now)
    let others = companions.sorted { $0.key < $1.key }.map(\.value)
    for bytes in [value] + others {
      if let dates = documented(carrier, bytes) ?? inferred(carrier, bytes, notAfter: latest) { return dates }
    }
    return nil
  }

  private static func documented(_ carrier: Detector.DateCarrier, _ bytes: [UInt8]) -> CarriedDates? {
    switch carrier {
    case .jwt: TokenDates.jwt(bytes)
    case .azureKey: TokenDates.azureKey(bytes)
    case .sas: AddressDates.azureSAS(bytes)
    case .awsPresigned: AddressDates.awsPresigned(bytes)
    case .x509: CertificateDates.x509(bytes)
    case .sshCertificate: SSHCertificateDates.dates(bytes)
    case .sentry: TokenDates.sentry(bytes)
    case .fernet: TokenDates.fernet(bytes)
    case .discord, .ulid, .ksuid, .objectID, .uuid: nil
    }
  }

  /// The earliest identifier time from which a credential may be: before it, hardly any of the providers was.
  private static let epoch = Timestamp(year: 2005, month: 1, day: 1)

  private static func inferred(
    _ carrier: Detector.DateCarrier, _ bytes: [UInt8], notAfter latest: Timestamp
  ) -> CarriedDates? {
    let times: [(time: Timestamp, source: String)]
    switch carrier {
    case .discord: times = IdentifierDates.discord(bytes).map { ($0, "snowflake") }
    case .ulid: times = IdentifierDates.ulid(bytes).map { ($0, "ulid") }
    case .ksuid: times = IdentifierDates.ksuid(bytes).map { ($0, "ksuid") }
    case .objectID: times = IdentifierDates.objectID(bytes).map { ($0, "object-id") }
    case .uuid: times = IdentifierDates.uuid(bytes).map { ($0.time, "uuid-v\($0.version)") }
    default: return nil
    }
    let plausible = times.first { $0.time >= epoch && $0.time <= latest }
    return plausible.map { CarriedDates(created: $0.time, source: $0.source, isInferred: true) }
  }
}
