package import Findings

/// Where a secret is or was, in one of many repositories.
package struct Place: Sendable, Hashable {
  /// Number of the repository in the report.
  package let repository: Int32
  /// 1-based.
  package let line: Int32
  package let isInPlace: Bool
  /// Seconds of the commit that brought it; `Int64.min` where none did.
  private let introduced: Int64
  package let path: String

  package init(repository: Int, _ occurrence: Occurrence, path: String) {
    self.repository = Int32(clamping: repository)
    line = Int32(clamping: occurrence.line)
    isInPlace = occurrence.isInPlace
    introduced = occurrence.introduced?.date?.seconds ?? .min
    self.path = path
  }

  package var since: Timestamp? { introduced == .min ? nil : Timestamp(seconds: introduced) }
}
