internal import Findings
internal import Git

extension ObjectHarvest {
  /// Takes what shards say of the search, of which this pass repeated only what they name.
  ///
  /// - Parameter known: What was said of the repository before.
  mutating func take(_ searched: ShardDocument, besides known: [Diagnostic]) {
    statistics = searched.statistics
    hasLostHistory = hasLostHistory || searched.parts.contains(where: \.losesHistory)
    var told = Set(known + diagnostics.all)
    for part in searched.parts {
      for diagnostic in part.diagnostics where told.insert(diagnostic).inserted {
        diagnostics.add(diagnostic)
      }
    }
    guard !searched.missing.isEmpty else { return }
    let numbers = searched.missing
    diagnostics.add(
      Diagnostic(
        severity: .error, code: "shards-missing",
        message:
          "\(numbers.count == 1 ? "shard" : "shards") \(searched.missingWords) \(numbers.count == 1 ? "is" : "are") missing: what is in there was not searched",
        help: "leakage scan --shard \(numbers[0])/\(searched.search.count), then leakage merge",
        isIncomplete: true))
  }
}
