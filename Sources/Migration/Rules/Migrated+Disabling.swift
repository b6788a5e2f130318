internal import Detectors
internal import Findings

extension Migrated {
  /// With ids of the catalogue's detectors for what is to be disabled: other tools have other ids and names.
  func disabling(in catalog: DetectorCatalog) -> Migrated {
    var result = self
    result.disabled = []
    for entry in disabled {
      let name = entry.name.lowercased()
      if let detector = catalog.detectors.first(where: {
        $0.id == name || $0.summary.name.lowercased() == name
      }) {
        result.disabled.append(Disabled(name: detector.id, place: entry.place))
        if entry.isOfOtherRules {
          result.note(
            Remark(
              .changed, place: entry.place, name: entry.name,
              reason:
                "the detector of this name here is disabled, which may find other things than their rule",
              advice: "look at it with: leakage detectors show \(detector.id)"))
        }
      } else if entry.isOfOtherRules {
        result.note(
          Remark(
            .left, place: entry.place, name: entry.name,
            reason:
              "it is one of their own rules, which were not read: which detectors here find the same is not known, so none was disabled",
            advice: "name ours in [detectors] disable: leakage detectors list"))
      } else {
        result.note(
          Remark(
            .left, place: entry.place, name: entry.name,
            reason: "no detector here has this name, so none was disabled",
            advice: "name ours in [detectors] disable: leakage detectors list"))
      }
    }
    return result
  }
}
