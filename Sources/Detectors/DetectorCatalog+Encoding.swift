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
  package func encoded() -> [UInt8] {
    var writer = CatalogWriter()
    writer.write(Self.formatName)
    writer.write(digest)
    writer.write(detectors.count)
    for detector in detectors { writer.write(detector) }
    return writer.bytes
  }

  /// Reads the embedded form; nil when it is broken or of another version.
  package init?(encoded bytes: UnsafeBufferPointer<UInt8>) {
    var reader = CatalogReader(bytes)
    do {
      guard try reader.text() == Self.formatName else { return nil }
      let digest = try reader.text()
      let detectors = try reader.array { (reader: inout CatalogReader) throws(CatalogReader.FormatError) in
        try reader.detector()
      }
      self.init(detectors: detectors, digest: digest)
    } catch {
      return nil
    }
  }

  private static let formatName = "leakage-catalog-2"
}
