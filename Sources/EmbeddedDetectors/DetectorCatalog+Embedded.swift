package import Detectors

extension DetectorCatalog {
  /// The detectors compiled into this executable.
  package static let embedded = DetectorCatalog(detectors: [], digest: "")
}
