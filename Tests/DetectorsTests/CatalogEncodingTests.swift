import EmbeddedDetectors
import Testing

@testable import Detectors

@Suite struct CatalogEncodingTests {
  @Test(arguments: ["detectors", "testdata/detectors"])
  func `decoding gives back what was encoded`(folder: String) throws {
    let catalog = try Files.catalog(folder)
    let decoded = try #require(Self.decode(catalog.encoded()))
    #expect(decoded.detectors == catalog.detectors)
    #expect(decoded.digest == catalog.digest)
  }

  @Test func `the embedded detectors are those of the files`() throws {
    let catalog = try Files.catalog()
    #expect(DetectorCatalog.embedded.detectors == catalog.detectors)
    #expect(DetectorCatalog.embedded.digest == catalog.digest)
    #expect(DetectorCatalog.embedded.unknownReferences.isEmpty)
  }

  @Test func `the embedded tables are what the detectors make`() throws {
    #expect(PlanTables(of: .embedded).encoded == PlanTables(try Files.catalog().detectors).encoded)
  }

  @Test func `a form that is cut off is refused`() throws {
    let encoded = try Files.catalog("testdata/detectors").encoded()
    for count in encoded.text.indices {
      #expect(
        Self.decode(EncodedCatalog(text: Array(encoded.text.prefix(count)), tables: encoded.tables)) == nil)
    }
    for count in encoded.tables.indices {
      #expect(encoded.tables.prefix(count).withUnsafeBufferPointer { PlanTables(encoded: $0) } == nil)
    }
  }

  @Test func `the digest ignores order and changes with any content`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    #expect(DetectorCatalog(detectors: catalog.detectors.reversed()).digest == catalog.digest)
    #expect(catalog.digest.count == 16)
    var changed = Array(catalog.detectors)
    changed[0].minEntropy = 1
    #expect(DetectorCatalog(detectors: changed).digest != catalog.digest)
  }

  @Test func `merging adds detectors and replaces those of the same id`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    var replaced = catalog.detectors[1]
    replaced.minEntropy = 5
    let merged = DetectorCatalog(detectors: Array(catalog.detectors.prefix(2)))
      .merging(DetectorCatalog(detectors: [replaced, catalog.detectors[2]]))
    #expect(merged.detectors.map(\.id) == catalog.detectors.prefix(3).map(\.id))
    #expect(merged.detectors[1].minEntropy == 5)
    #expect(merged.digest != catalog.digest)
  }

  @Test func `a missing file or an empty folder is an error`() {
    #expect(throws: DetectorError.self) { try DetectorCatalog.load(path: Files.path("no-such-folder")) }
    #expect(throws: DetectorError.self) { try DetectorCatalog.load(path: Files.path("Sources")) }
  }

  @Test func `one file can be loaded`() throws {
    let catalog = try DetectorCatalog.load(path: Files.path("testdata/detectors/context.toml"))
    #expect(catalog.detectors.map(\.id) == ["words-api-key", "words-near-key"])
  }

  /// What it is decoded from is never given back: a catalogue reads it when it is asked.
  private static func decode(_ encoded: EncodedCatalog) -> DetectorCatalog? {
    DetectorCatalog(text: lasting(encoded.text), tables: lasting(encoded.tables))
  }

  private static func lasting(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(fromContentsOf: bytes)
    return UnsafeBufferPointer(copy)
  }
}
