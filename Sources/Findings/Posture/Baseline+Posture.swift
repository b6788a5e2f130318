extension Baseline {
  /// A known posture issue, or several that share a fingerprint.
  package struct PostureEntry: Codable, Sendable, Hashable {
    package let fingerprint: Fingerprint
    /// Id of the check.
    package let check: String
    package let path: String
    package let key: String?
    /// How many issues there were, where there was more than one.
    package let copies: Int?
    /// When the baseline first knew it.
    package let firstSeen: Timestamp
    /// Why it is accepted; written by hand.
    package let reason: String?

    package init(
      fingerprint: Fingerprint, check: String, path: String, key: String? = nil, copies: Int? = nil,
      firstSeen: Timestamp, reason: String? = nil
    ) {
      self.fingerprint = fingerprint
      self.check = check
      self.path = path
      self.key = key
      self.copies = copies
      self.firstSeen = firstSeen
      self.reason = reason
    }
  }

  /// With the report's new issues. Those that are gone stay out only where every file was checked.
  func updatedPosture(with report: Report) -> [PostureEntry] {
    var known = Dictionary(uniqueKeysWithValues: posture.map { ($0.fingerprint, $0) })
    let isWhole = report.seesAllPosture
    var result: [PostureEntry] = []
    for issues in report.issuesByFingerprint {
      let olds = issues[0].names.compactMap { known.removeValue(forKey: $0) }
      let counted = issues.filter { $0.suppression == nil }
      guard !counted.isEmpty else {
        result += olds
        continue
      }
      let seen = PostureEntry(
        counted, firstSeen: olds.map(\.firstSeen).min() ?? report.generatedAt,
        reason: olds.lazy.compactMap(\.reason).first)
      result.append(isWhole ? seen : olds.reduce(seen) { $0.merged(with: $1) })
    }
    if !isWhole { result += known.values }
    return result
  }

  /// Says of every posture issue whether it is known, and counts the known ones that are gone.
  func applyPosture(to report: inout Report) {
    var known = Dictionary(uniqueKeysWithValues: posture.map { ($0.fingerprint, $0) })
    let counts = report.posture.reduce(into: [Fingerprint: Int]()) { counts, issue in
      if issue.suppression == nil { counts[issue.fingerprint, default: 0] += 1 }
    }
    var found: Set<Fingerprint> = []
    for index in report.posture.indices {
      let issue = report.posture[index]
      let entry = issue.names.lazy.compactMap { known[$0] }.first
      report.posture[index].baselineState =
        entry.map { counts[issue.fingerprint, default: 0] > $0.copies ?? 1 ? .updated : .unchanged } ?? .new
      if let entry { found.insert(entry.fingerprint) }
    }
    for fingerprint in found { known[fingerprint] = nil }
    guard !known.isEmpty, report.seesAllPosture else { return }
    report.diagnostics.append(
      Diagnostic(
        severity: .note, code: "baseline-absent",
        message:
          "\(known.count) posture \(known.count == 1 ? "issue" : "issues") of the baseline no longer found",
        help: "drop them with: leakage baseline update", isIncomplete: false))
  }
}

extension Baseline.PostureEntry {
  static func entries(of report: Report) -> [Self] {
    report.issuesByFingerprint.compactMap { issues in
      let counted = issues.filter { $0.suppression == nil }
      return counted.isEmpty ? nil : Self(counted, firstSeen: report.generatedAt)
    }
  }

  /// - Parameter issues: At least one; all share a fingerprint.
  fileprivate init(_ issues: [PostureIssue], firstSeen: Timestamp, reason: String? = nil) {
    self.init(
      fingerprint: issues[0].fingerprint, check: issues[0].rule, path: issues[0].path, key: issues[0].key,
      copies: issues.count > 1 ? issues.count : nil, firstSeen: firstSeen, reason: reason)
  }

  /// The more copies, since the earlier of the two days.
  func merged(with other: Self) -> Self {
    Self(
      fingerprint: fingerprint, check: check, path: path, key: key,
      copies: [copies, other.copies].compactMap(\.self).max(), firstSeen: min(firstSeen, other.firstSeen),
      reason: reason ?? other.reason)
  }
}

extension PostureIssue {
  /// Its fingerprint, then those that it had under its file's former names.
  fileprivate var names: [Fingerprint] { [fingerprint] + formerFingerprints }
}

extension Report {
  /// Issues that share a fingerprint, in the report's order.
  fileprivate var issuesByFingerprint: [[PostureIssue]] {
    var places: [Fingerprint: Int] = [:]
    var groups: [[PostureIssue]] = []
    for issue in posture {
      let fingerprint = issue.fingerprint
      if let place = places[fingerprint] {
        groups[place].append(issue)
      } else {
        places[fingerprint] = groups.count
        groups.append([issue])
      }
    }
    return groups
  }

  /// True when an issue that is not in the report is not in the targets either: every file could be checked.
  package var seesAllPosture: Bool {
    complete && !targets.isEmpty && targets.allSatisfy { $0.postureChecked == true }
      && !diagnostics.contains { $0.code == Diagnostic.postureUnchecked }
  }
}

extension Diagnostic {
  /// Code of what tells of a file that could not be checked for posture.
  package static let postureUnchecked = "posture-unchecked"
}
