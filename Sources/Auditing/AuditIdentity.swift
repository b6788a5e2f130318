internal import AuditStore
internal import Detectors
internal import Findings
internal import Scanning

/// What decides whether a repository's last scan still speaks for it.
struct AuditIdentity: Sendable {
  /// Under the same, an object that held nothing holds nothing.
  let engine: String
  /// Under the same, a report says the same of the same repository.
  let settings: String
  let catalog: String
  private let detectors: [String: String]
  private let catalogDetectors: DetectorList

  /// Registers the catalogue, where the store does not know it yet.
  init(_ plan: ScanPlan, _ options: ScanOptions, in store: AuditStore) throws(AuditStoreError) {
    engine =
      "\(options.version) max-size \(options.maxSize) unreachable \(options.includesUnreachable) "
      + "archives \(options.archives)"
    settings =
      "\(engine) confidence \(options.minConfidence.rawValue) key \(Fingerprinter(key: options.key).keyID) "
      + "posture \(options.checksPosture)"
    catalog = plan.catalog.digest
    catalogDetectors = plan.catalog.detectors
    if let known = try store.detectors(ofCatalog: catalog) {
      detectors = known
    } else {
      detectors = plan.catalog.detectorDigests
      try store.register(detectors, asCatalog: catalog)
    }
  }

  /// Detectors that an earlier catalogue did not have, or had otherwise; nil where nobody knows that catalogue.
  func detectors(changedSince digest: String, in store: AuditStore) throws(AuditStoreError) -> [Detector]? {
    guard let known = try store.detectors(ofCatalog: digest) else { return nil }
    return catalogDetectors.filter { known[$0.id] != detectors[$0.id] }
  }
}
