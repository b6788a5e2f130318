/// A set of detectors with distinct ids.
package struct DetectorCatalog: Sendable {
  /// Sorted by id.
  package let detectors: DetectorList
  /// 16 hexadecimal digits that change with any detector's content.
  package let digest: String
  /// What the build has found out of the detectors, encoded (`PlanTables`); nil where it is not known. Lasts as long as
  /// the process.
  nonisolated(unsafe) let planTables: UnsafeBufferPointer<UInt8>?

  package init(detectors: [Detector], digest: String) {
    self.detectors = DetectorList(detectors.sorted { $0.id < $1.id })
    self.digest = digest
    planTables = nil
  }

  /// - Parameter detectors: Sorted by id.
  init(detectors: DetectorList, digest: String, planTables: UnsafeBufferPointer<UInt8>) {
    self.detectors = detectors
    self.digest = digest
    self.planTables = planTables
  }

  /// By id, 16 hexadecimal digits that change with the detector's content.
  package var detectorDigests: [String: String] {
    var digests: [String: String] = [:]
    for detector in detectors {
      var writer = CatalogWriter()
      writer.write(detector)
      var digest = Digest()
      digest.add(writer.bytes)
      digests[detector.id] = digest.hex
    }
    return digests
  }

  package func detector(withID id: String) -> Detector? {
    var (low, high) = (0, detectors.count)
    while low < high {
      let middle = (low + high) / 2
      let found = detectors[middle]
      if found.id == id { return found }
      if found.id < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
