internal import Findings

/// An issue before the file's path is put to it.
struct Draft {
  let rule: PostureRule
  var severity: Severity
  var line: Int?
  var key: String?
  var place: String?
  var detail: String?

  init(
    _ rule: PostureRule, _ severity: Severity? = nil, line: Int? = nil, key: String? = nil,
    place: String? = nil,
    detail: String? = nil
  ) {
    self.rule = rule
    self.severity = severity ?? rule.severity
    self.line = line
    self.key = key
    self.place = place
    self.detail = detail
  }

  func issue(at path: String) -> PostureIssue {
    PostureIssue(
      rule: rule.id, severity: severity, path: path, line: line, key: key.map(Draft.shown),
      place: place.map(Draft.shown),
      detail: detail.map(Draft.shown))
  }

  /// Names are a stranger's: of any length, and a value may stand where a name should.
  private static func shown(_ text: String) -> String {
    let clean = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return clean.count > 160 ? clean.prefix(159) + "…" : clean
  }
}
