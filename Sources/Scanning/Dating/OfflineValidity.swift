package import Detectors
package import Findings

/// What can be said of a secret's validity without asking anybody. Death can be proven so, life never.
package enum OfflineValidity {
  /// `expired` with its proof, or `unprobed`; then the reason is nil or a guess in words.
  ///
  /// - Parameters:
  ///   - introducedNotAfter: An upper bound of the moment of creation: a value in a commit existed when the
  ///     commit was made. Nil where nothing bounds it; then no lifetime is proven to have passed.
  package static func judge(
    dates: CarriedDates?, policy: Detector.PolicyDeath?, introducedNotAfter: Timestamp?, now: Timestamp
  ) -> (validity: Validity, reason: String?) {
    var guess: String?
    for finding in [
      judge(dates: dates, now: now),
      judge(policy: policy, bornNotAfter: bornNotAfter(dates, introducedNotAfter), now: now),
    ] {
      if finding.validity == .expired { return finding }
      guess = guess ?? finding.reason
    }
    return (.unprobed, guess)
  }

  private static func judge(dates: CarriedDates?, now: Timestamp) -> (validity: Validity, reason: String?) {
    guard let dates, let expires = dates.expires, expires < now else { return (.unprobed, nil) }
    let text = "\(name(dates.source)) \(expires.date) has passed"
    if isCertificate(dates.source) {
      // The same key may have been certified again: only the certificate is known to have ended.
      return (.unprobed, "probably expired: \(text), but the key may have a newer certificate")
    }
    return dates.isInferred ? (.unprobed, "probably expired: \(text)") : (.expired, text)
  }

  private static func judge(
    policy: Detector.PolicyDeath?, bornNotAfter: Timestamp?, now: Timestamp
  ) -> (validity: Validity, reason: String?) {
    guard let policy else { return (.unprobed, nil) }
    if let endedOn = policy.endedOn, endedOn <= now {
      return (
        .expired, "the provider ended every credential of this kind on \(endedOn.date) (\(policy.source))"
      )
    }
    guard let days = policy.maxDays, days >= 0, let bornNotAfter else { return (.unprobed, nil) }
    let (lifetime, overflows) = Int64(days).multipliedReportingOverflow(by: 86_400)
    let (end, wraps) = bornNotAfter.seconds.addingReportingOverflow(lifetime)
    guard !overflows, !wraps, end < now.seconds else { return (.unprobed, nil) }
    let text = "at most \(days) days by the provider's rule, over since \(Timestamp(seconds: end).date)"
    switch policy.isExtendable {
    case .no: return (.expired, "lived \(text) (\(policy.source))")
    case .yes, .unknown:
      return (.unprobed, "probably expired: \(text), unless it was prolonged (\(policy.source))")
    }
  }

  /// The earlier of two upper bounds: the introduction, and a creation date that the provider documents.
  private static func bornNotAfter(_ dates: CarriedDates?, _ introduced: Timestamp?) -> Timestamp? {
    let created = dates.flatMap { $0.isInferred || $0.isCreationCoarse ? nil : $0.created }
    return [created, introduced].compactMap(\.self).min()
  }

  private static func isCertificate(_ source: String) -> Bool {
    source == "x509" || source == "ssh-certificate"
  }

  private static func name(_ source: String) -> String {
    switch source {
    case "jwt": "exp claim"
    case "azure-sas": "signed expiry (se)"
    case "aws-presigned": "X-Amz-Expires"
    case "x509": "notAfter of the certificate"
    case "ssh-certificate": "valid-before of the certificate"
    default: "expiry date"
    }
  }
}

extension CarriedDates {
  /// The date names the beginning of a month, and is no upper bound.
  fileprivate var isCreationCoarse: Bool { source == "azure-key" }
}
