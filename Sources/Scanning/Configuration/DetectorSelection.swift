package import Detectors

/// Which detectors of a catalogue are used.
package struct DetectorSelection: Sendable, Hashable {
  /// When not empty, only these are used.
  package var enabled: Set<String>
  /// These are not used, whatever `enabled` says.
  package var disabled: Set<String>

  package init(enabled: Set<String> = [], disabled: Set<String> = []) {
    self.enabled = enabled
    self.disabled = disabled
  }

  package func includes(_ id: String) -> Bool {
    !disabled.contains(id) && (enabled.isEmpty || enabled.contains(id))
  }

  /// Names in the selection that the catalogue does not have, sorted. To disable a misspelt name does no
  /// harm, to enable only misspelt ones would search for nothing: both are errors.
  package func unknownIDs(in catalog: DetectorCatalog) -> [String] {
    enabled.union(disabled).subtracting(catalog.detectors.map(\.id)).sorted()
  }
}
