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
    var sizes: [Int] = []
    var body = CatalogWriter()
    for detector in detectors {
      let before = body.bytes.count
      body.write(detector)
      sizes.append(body.bytes.count - before)
    }
    writer.write(sizes.count)
    for size in sizes { writer.write(size) }
    return EncodedCatalog(text: writer.bytes + body.bytes, tables: Array(PlanTables(detectors).encoded.utf8))
  }

  /// Takes the embedded form, which has to last as long as the process; nil when the text is cut off or of another version.
  package init?(text: UnsafeBufferPointer<UInt8>, tables: UnsafeBufferPointer<UInt8>) {
    var reader = CatalogReader(text)
    guard (try? reader.text()) == Self.formatName, let digest = try? reader.text(),
      let sizes = try? reader.array({ (reader: inout CatalogReader) throws(CatalogReader.FormatError) in
        try reader.number()
      })
    else { return nil }
    var offsets: [Int] = []
    var end = reader.position
    for size in sizes {
      offsets.append(end)
      guard size > 0, size <= text.count - end else { return nil }
      end += size
    }
    guard end == text.count else { return nil }
    self.init(detectors: DetectorList(encoded: text, offsets: offsets), digest: digest, planTables: tables)
  }

  private static let formatName = "leakage-catalog-3"
}

/// A catalogue as executables embed it: UTF-8.
package struct EncodedCatalog: Sendable {
  /// The detectors, behind the size of each.
  package let text: [UInt8]
  /// What scans need of all of them.
  package let tables: [UInt8]
}
