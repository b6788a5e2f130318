/// A place where a rule of posture is broken. It holds names, paths and lines, and never a value.
package struct PostureIssue: Codable, Sendable, Hashable {
  /// Id of a `PostureRule` of the report.
  package let rule: String
  /// The rule's, or another one for what `detail` says.
  package internal(set) var severity: Severity
  package internal(set) var path: String
  /// From 1; nil where it is about the whole file.
  package let line: Int?
  /// Name of the variable, input or member that it is about.
  package internal(set) var key: String?
  /// Where in the file: `job deploy, step Log in`.
  package internal(set) var place: String?
  /// What makes this one worse or better than others.
  package internal(set) var detail: String?
  /// Since when history has it at this path; nil where nothing dates it.
  package var exposure: Exposure?
  package var suppression: Suppression?
  package var baselineState: BaselineState?
  /// What the file was called before, where the issue is older than its name; newest first.
  package internal(set) var formerPaths: [String]?
  /// Where the report is about several: which one it is in.
  package var repository: String?

  package init(
    rule: String, severity: Severity, path: String, line: Int? = nil, key: String? = nil,
    place: String? = nil,
    detail: String? = nil, exposure: Exposure? = nil, suppression: Suppression? = nil,
    baselineState: BaselineState? = nil, formerPaths: [String]? = nil, repository: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.line = line
    self.key = key
    self.place = place
    self.detail = detail
    self.exposure = exposure
    self.suppression = suppression
    self.baselineState = baselineState
    self.formerPaths = formerPaths
    self.repository = repository
  }

  /// True when it counts against a policy: neither put aside nor known from the baseline.
  package var isActionable: Bool {
    suppression == nil && (baselineState == nil || baselineState == .new || baselineState == .updated)
  }

  /// Days since history has it; nil where nothing dates it.
  package func age(at now: Timestamp) -> Int? { exposure?.age(at: now) }

  /// What stays the same when the file is edited around it.
  package var identity: Identity { Identity(rule: rule, key: key) }

  package struct Identity: Hashable, Sendable {
    package let rule: String
    package let key: String?
  }

  /// Worst first, then oldest, then by place.
  package static func precedes(_ left: PostureIssue, _ right: PostureIssue) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let starts = (left.exposure?.start?.seconds ?? Int64.max, right.exposure?.start?.seconds ?? Int64.max)
    return (starts.0, left.rule, left.repository ?? "", left.path, left.line ?? 0, left.key ?? "")
      < (starts.1, right.rule, right.repository ?? "", right.path, right.line ?? 0, right.key ?? "")
  }

  /// The issue with every text replaced.
  package func mapping(_ change: (String) -> String) -> PostureIssue {
    var issue = self
    issue.path = change(path)
    issue.formerPaths = formerPaths?.map(change)
    issue.key = key.map(change)
    issue.place = place.map(change)
    issue.detail = detail.map(change)
    return issue
  }
}
