/// A set of detectors with distinct ids.
package struct DetectorCatalog: Sendable {
  /// Sorted by id.
  package let detectors: [Detector]
  /// 16 hexadecimal digits that change with any detector's content.
  package let digest: String

  package init(detectors: [Detector], digest: String) {
    // The embedded ones are in order already, and moving them costs more than looking.
    let isSorted = zip(detectors, detectors.dropFirst()).allSatisfy { $0.id < $1.id }
    self.detectors = isSorted ? detectors : detectors.sorted { $0.id < $1.id }
    self.digest = digest
  }

  package func detector(withID id: String) -> Detector? { detectors.first { $0.id == id } }
}
