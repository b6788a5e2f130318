package import Findings

/// Why there is no answer. It carries a word of ours and nothing else.
package struct ProbeFailure: Error, Sendable, Hashable {
  package let reason: ProbeReason
  package init(_ reason: ProbeReason) { self.reason = reason }
}
