internal import Findings
internal import Git

extension Diagnostics {
  /// Objects that a partial clone left at its remote.
  mutating func notePartial(_ missing: [ObjectID]) {
    let some = missing.prefix(3).map { String($0.description.prefix(12)) }.joined(separator: ", ")
    let words =
      missing.count == 1
      ? "1 object is not in this partial clone and was not searched: \(some)"
      : "\(missing.count) objects are not in this partial clone and were not searched, such as \(some)"
    add(
      Diagnostic(
        severity: .error, code: "partial-clone", message: words,
        help: "git fetch --refetch --filter=blob:limit=1g, or clone without --filter", isIncomplete: true))
  }
}
