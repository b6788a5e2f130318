import Detectors
import EmbeddedDetectors
import Testing

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

  @Test func `a cut or changed text is refused or read, and never crashes`() throws {
    let bytes = try Files.catalog("testdata/detectors").encoded()
    for count in bytes.indices { #expect(Self.decode(Array(bytes.prefix(count))) == nil) }
    for index in bytes.indices {
      for byte in ["9", "-", "+", ";"].map({ UInt8(ascii: $0) }) {
        var changed = bytes
        changed[index] = byte
        _ = Self.decode(changed)
      }
    }
  }

  @Test func `the digest ignores order and changes with any content`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    #expect(DetectorCatalog(detectors: catalog.detectors.reversed()).digest == catalog.digest)
    #expect(catalog.digest.count == 16)
    var changed = catalog.detectors
    changed[0].minEntropy = 1
    #expect(DetectorCatalog(detectors: changed).digest != catalog.digest)
  }

  @Test func `merging adds detectors and replaces those of the same id`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    var replaced = catalog.detectors[1]
    replaced.minEntropy = 5
    let merged = DetectorCatalog(detectors: Array(catalog.detectors.prefix(2)))
      .merging(DetectorCatalog(detectors: [replaced] + catalog.detectors.dropFirst(2)))
    #expect(merged.detectors.map(\.id) == catalog.detectors.map(\.id))
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

  private static func decode(_ bytes: [UInt8]) -> DetectorCatalog? {
    bytes.withUnsafeBufferPointer { DetectorCatalog(encoded: $0) }
  }
}
