internal import Findings

extension Detector {
  /// Finds any secret by its surroundings, whoever gave it.
  package var isGeneric: Bool { summary.category == "generic" }

  /// The reach, widened by the farthest companion: nothing outside it can change what the detector finds.
  package var extent: Reach {
    guard let farthest = companions.map(\.distance).max() else { return reach }
    return Reach(before: reach.before + farthest, after: reach.after + farthest, isLine: false)
  }

  /// Looks no further than the margins around changed lines.
  var isNarrow: Bool {
    let narrow = ScanPlan.narrow
    return reach.isLine && reach.before <= narrow.before && reach.after <= narrow.after && companions.isEmpty
  }
}
