package import Detectors

extension DetectorCatalog {
  /// The detectors compiled into this executable.
  package static let embedded: DetectorCatalog = {
    guard
      let catalog = DetectorCatalog(
        text: bytes(of: EmbeddedCatalog.text), tables: bytes(of: EmbeddedCatalog.tables))
    else {
      // The build writes them and the test suite reads them: only a broken build comes here.
      preconditionFailure("the embedded detectors cannot be read")
    }
    return catalog
  }()

  private static func bytes(of text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }
}
