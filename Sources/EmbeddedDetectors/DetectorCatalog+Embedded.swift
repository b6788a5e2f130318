package import Detectors

extension DetectorCatalog {
  /// The detectors compiled into this executable.
  package static let embedded: DetectorCatalog = {
    let text = EmbeddedCatalog.text
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard let catalog = DetectorCatalog(encoded: bytes) else {
      // The build writes the text and the test suite reads it: only a broken build comes here.
      preconditionFailure("the embedded detectors cannot be read")
    }
    return catalog
  }()
}
