internal import Detectors
internal import Findings
internal import Git

/// Collects what a scan could not do. Long lists of one kind are cut, and the cut is said.
struct Diagnostics {
  private(set) var all: [Diagnostic] = []
  private var counts: [String: Int] = [:]

  private let limitPerCode: Int

  init(limitPerCode: Int = 100) { self.limitPerCode = limitPerCode }

  mutating func add(_ diagnostic: Diagnostic) {
    let key = diagnostic.code + (diagnostic.isIncomplete ? "!" : "")
    counts[key, default: 0] += 1
    if counts[key, default: 0] <= limitPerCode { all.append(diagnostic) }
  }

  mutating func add(_ others: [Diagnostic]) { for diagnostic in others { add(diagnostic) } }

  func masked(_ mask: ValueMask) -> Diagnostics {
    var result = self
    result.all = all.map { $0.masked(mask) }
    return result
  }

  /// The list in a fixed order, with a line for every kind that was cut.
  func finished() -> [Diagnostic] {
    let cut = counts.filter { $0.value > limitPerCode }.sorted { $0.key < $1.key }.map {
      key, count in
      Diagnostic(
        severity: .note, code: "diagnostics-cut",
        message:
          "\(count - limitPerCode) more of kind \(key.replacing("!", with: "")) are not listed",
        isIncomplete: key.hasSuffix("!"))
    }
    let order: [Diagnostic.Severity] = [.error, .warning, .note]
    return all.sorted { left, right in
      let ranks = (order.firstIndex(of: left.severity) ?? 0, order.firstIndex(of: right.severity) ?? 0)
      return (ranks.0, left.code, left.place ?? "", left.message) < (
        ranks.1, right.code, right.place ?? "", right.message
      )
    } + cut
  }

  mutating func noteUnread(_ error: GitError) {
    add(
      Diagnostic(
        severity: .error, code: error.code.rawValue, message: error.message, place: error.place,
        help: Diagnostics.help(for: error.code), isIncomplete: true))
  }

  /// A blob that is too large, or a commit or tag whose message is; what a commit leads to is followed all the
  /// same.
  mutating func noteSkipped(_ id: ObjectID, _ kind: ObjectKind, size: Int) {
    add(
      Diagnostic(
        severity: .warning, code: kind == .blob ? "blob-skipped" : "message-skipped",
        message: "over --max-size: \(size) bytes", place: id.description,
        help: "raise --max-size to search it",
        isIncomplete: false))
  }

  mutating func noteForged(_ id: ObjectID) {
    add(
      Diagnostic(
        severity: .error, code: "object-forged", message: "content does not have the id it is stored under",
        place: id.description, help: "git fsck --full", isIncomplete: true))
  }

  mutating func noteGaveUp(_ place: String, _ names: Set<String>) {
    var detectors = names
    if detectors.remove(Matcher.decodingLimit) != nil {
      add(
        Diagnostic(
          severity: .warning, code: "decoding-limit",
          message: "holds more encoded text inside of encoded text than is decoded", place: place,
          isIncomplete: true))
    }
    guard !detectors.isEmpty else { return }
    add(
      Diagnostic(
        severity: .warning, code: "pattern-limit",
        message: "detector gave up on a text: \(detectors.sorted().joined(separator: ", "))", place: place,
        isIncomplete: true))
  }

  private static func help(for code: GitError.Code) -> String? {
    switch code {
    case .corruptObject, .corruptPack:
      "git fsck --full shows the damage; fetch the object again from a good copy"
    case .missingObject: "git fsck --connectivity-only; in a partial clone: git fetch --refetch"
    case .unreadableFile: "check the permissions"
    case .unknownRevision:
      "git branch --all and git tag list the names; git fetch brings in what a clone lacks"
    default: nil
    }
  }
}
