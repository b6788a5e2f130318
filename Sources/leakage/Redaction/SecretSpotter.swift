internal import Detectors
internal import Findings
internal import Scanning

/// Finds secrets in a text and says which bytes hold them: for filters and hooks, which see no file and no history.
final class SecretSpotter {
  private let plan: ScanPlan
  private let matcher: Matcher
  private let least: Finding.Confidence
  private let identity: Fingerprinter

  /// - Parameter least: what is less sure is no secret here.
  init(_ catalog: DetectorCatalog, least: Finding.Confidence, key: FingerprintKey) {
    plan = ScanPlan(catalog)
    matcher = Matcher(plan)
    self.least = least
    identity = Fingerprinter(key: key)
  }

  /// What stands in the text, in its order; places may overlap.
  func spots(in text: [UInt8]) -> [SecretSpot] {
    text.withUnsafeBytes { text in
      let plain = matches(in: text).flatMap { spots(of: $0, in: text) { $0 } }
      let wide = WideRun.all(in: text).flatMap { run in
        run.narrowed(text).withUnsafeBytes { narrow in
          matches(in: narrow).flatMap { spots(of: $0, in: narrow, run.range(of:)) }.map {
            $0.widened(run.order)
          }
        }
      }
      return (plain + wide).sorted {
        ($0.place.lowerBound, $0.place.upperBound) < ($1.place.lowerBound, $1.place.upperBound)
      }
    }
  }

  /// Detectors that could not look at all of what they were shown since the last call, in order.
  func takeGaveUp() -> [String] { matcher.takeGaveUp().sorted() }

  private func matches(in text: UnsafeRawBufferPointer) -> [ResolvedMatch] {
    let found = matcher.match(text)
    guard !found.isEmpty else { return [] }
    return matcher.resolve(found, in: text).filter { $0.certainty.level.rank >= least.rank }
  }

  /// The value, and the secrets that belong to it wherever the text repeats them.
  private func spots(
    of match: ResolvedMatch, in text: UnsafeRawBufferPointer, _ outer: (Range<Int>) -> Range<Int>
  ) -> [SecretSpot] {
    let detector = plan.catalog.detectors[match.detector]
    let others = match.companions.filter { $0.isSecret && $0.value.count >= SecretSpotter.leastCompanion }
    // What stands in encoded text cannot be looked for by its value: all of the encoded text goes.
    let place =
      others.isEmpty || match.encoding.isPlain ? match.place : EncodedRun.around(match.place, in: text)
    let whole = Array(others.map { ($0.role, $0.value) })
    let spot = SecretSpot(
      place: outer(place), detector: detector.id, name: detector.summary.name,
      secret: Secret(match.value, publicPrefix: detector.publicPrefix), line: match.line,
      column: match.column,
      key: match.key, order: nil,
      fingerprint: identity.fingerprint(
        detector: detector.id, value: match.value,
        companions: Dictionary(whole, uniquingKeysWith: { first, _ in first })))
    return [spot]
      + others.flatMap { other in
        EncodedRun.places(of: other.value, in: text).map { spot.moved(to: outer($0), Secret(other.value)) }
      }
  }

  /// A shorter value would be cut out of words.
  private static let leastCompanion = 8
}

/// Bytes that hold a secret. Shows nothing of it but its provider's prefix.
struct SecretSpot {
  let place: Range<Int>
  /// A detector's id, and what it calls itself.
  let detector: String
  let name: String
  let secret: Secret
  /// 1-based, in the text that was looked at.
  let line: Int
  let column: Int
  /// The name that the value is assigned to.
  let key: String?
  /// Of UTF-16 text; nil for other text.
  let order: WideRun.Order?
  /// As reports have it.
  let fingerprint: Fingerprint

  func moved(to place: Range<Int>, _ secret: Secret) -> SecretSpot {
    SecretSpot(
      place: place, detector: detector, name: name, secret: secret, line: line, column: column, key: key,
      order: order,
      fingerprint: fingerprint)
  }

  func widened(_ order: WideRun.Order) -> SecretSpot {
    SecretSpot(
      place: place, detector: detector, name: name, secret: secret, line: line, column: column, key: key,
      order: order,
      fingerprint: fingerprint)
  }
}
