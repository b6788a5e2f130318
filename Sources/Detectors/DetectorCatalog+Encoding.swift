internal import Patterns

extension DetectorCatalog {
  /// With a digest of the content, which does not depend on the order given.
  package init(detectors: [Detector]) {
    var writer = CatalogWriter()
    for detector in detectors.sorted(by: { $0.id < $1.id }) { writer.write(detector) }
    var digest = Digest()
    digest.add(writer.bytes)
    self.init(detectors: detectors, digest: digest.hex)
  }

  /// The form that executables embed.
  package func encoded() -> EncodedCatalog {
    var writer = CatalogWriter()
    writer.write(Self.formatName)
    writer.write(digest)
    var offsets: [UInt32] = []
    for detector in detectors {
      offsets.append(UInt32(writer.bytes.count))
      writer.write(detector)
    }
    var tables = TableWriter()
    tables.write([UInt64(writer.bytes.count)])
    tables.write(offsets)
    PlanTables(detectors).write(to: &tables)
    return EncodedCatalog(text: writer.bytes, tables: tables.bytes)
  }

  /// Takes the embedded form, whose text has to last as long as the process; nil when it is cut off or of another version.
  package init?(text: UnsafeBufferPointer<UInt8>, tables: [UInt8]) {
    var reader = CatalogReader(text)
    var rows = TableReader(tables)
    guard (try? reader.text()) == Self.formatName, let digest = try? reader.text(),
      rows.read(UInt64.self) == [UInt64(text.count)], let offsets = rows.read(UInt32.self)
    else { return nil }
    self.init(detectors: DetectorList(encoded: text, offsets: offsets), digest: digest, planTables: rows)
  }

  private static let formatName = "leakage-catalog-3"
}

/// A catalogue as executables embed it.
package struct EncodedCatalog: Sendable {
  /// UTF-8: the detectors.
  package let text: [UInt8]
  /// Where they begin in `text`, and what scans need of all of them.
  package let tables: [UInt8]
}
