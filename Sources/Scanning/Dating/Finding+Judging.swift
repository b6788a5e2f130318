package import Detectors
package import Findings

extension Finding {
  /// The finding as it is at a later moment: what it carries and its provider's rules may have ended it since it was told.
  /// What probes told stands.
  package func judged(by detector: Detector?, at now: Timestamp) -> Finding {
    guard validity == .unprobed else { return self }
    let judged = OfflineValidity.judge(
      dates: carriedDates, policy: detector?.policy, introducedNotAfter: exposure.introducedNotAfter, now: now
    )
    guard judged.validity != validity else { return self }
    var finding = self
    (finding.validity, finding.validityReason) = judged
    return finding
  }
}
