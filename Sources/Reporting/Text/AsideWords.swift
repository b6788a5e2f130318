import Findings

/// What does not count against the policy, in words: how many, and because of what.
struct AsideWords {
  /// Found, but not counted.
  private let findings: [Finding]
  private let gone: Int
  private let unsure: Int

  init(_ report: Report) {
    let aside = report.findings.filter { !$0.isActionable }
    findings = aside.filter { $0.baselineState != .absent }
    gone = aside.count - findings.count
    unsure = report.statistics.unsure
  }

  /// How many were found and do not count; what is gone since the baseline was not found.
  var found: Int { findings.count }

  /// `2 suppressed by .leakageignore`, `1 in the baseline`, …: the reasons that there are, each with its count.
  var reasons: [String] {
    let suppressed = [Suppression.Source.ignoreFile, .inline, .configuration].map { source in
      (findings.count { $0.suppression?.source == source }, "suppressed by \(source.words)")
    }
    let known = findings.count { $0.suppression == nil }
    return (suppressed + [(known, "in the baseline")]).filter { $0.0 > 0 }.map {
      "\(Words.grouped($0)) \($1)"
    }
  }

  /// The same with what is less sure and what is gone.
  var all: [String] {
    (unsureWords.map { [$0] } ?? []) + reasons
      + (gone > 0 ? ["\(Words.grouped(gone)) gone since the baseline"] : [])
  }

  var unsureWords: String? {
    unsure > 0 ? "\(Words.grouped(unsure)) less sure (shown with --confidence low)" : nil
  }

  /// `no new secrets: 3 were found, 2 suppressed by .leakageignore, 1 in the baseline`, where none counts.
  var closing: String {
    let head =
      found == 0
      ? "no secrets found"
      : "no new secrets: \(Words.grouped(found)) \(found == 1 ? "was" : "were") found, "
        + reasons.joined(separator: ", ")
    return head + (unsureWords.map { "; \($0)" } ?? "")
  }
}

extension Suppression.Source {
  /// What suppresses: `a comment beside it`.
  var words: String {
    switch self {
    case .inline: "a comment beside it"
    case .ignoreFile: ".leakageignore"
    case .configuration: "the configuration"
    }
  }
}
