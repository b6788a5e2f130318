package import Detectors
internal import Foundation

extension DetectorCatalog {
  /// The detectors compiled into this executable.
  package static let embedded: DetectorCatalog = {
    let base64 = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(EmbeddedCatalog.tables.utf8Start))
    // Read only.
    let encoded = Data(bytesNoCopy: base64, count: EmbeddedCatalog.tables.utf8CodeUnitCount, deallocator: .none)
    guard let tables = Data(base64Encoded: encoded),
      let catalog = DetectorCatalog(text: bytes(of: EmbeddedCatalog.text), tables: [UInt8](tables))
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
