import Findings

extension Report {
  /// Why it is incomplete, in a few words: `3 things could not be read`, `it was interrupted`.
  var missing: String {
    let unread = diagnostics.count { $0.isIncomplete && !$0.isInterruption }
    let parts = [
      unread > 0 ? "\(Words.count(unread, "thing")) could not be read" : nil,
      diagnostics.contains(where: \.isInterruption) ? "it was interrupted" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", and ")
  }

  /// There may be more secrets in what was left out.
  var hasUnread: Bool { diagnostics.contains { $0.isIncomplete && !$0.isInterruption } }
}

extension Diagnostic {
  /// The user ended a scan or its probes.
  fileprivate var isInterruption: Bool { isIncomplete && code == "interrupted" }
}
