package import Detectors
package import Findings

/// What an answer says, by the probe's rules. Only positive evidence makes `live`; only a documented refusal makes
/// `dead`; the rest is unknown with its reason.
package struct AnswerReading: Sendable, Hashable {
  package let validity: Validity
  package let reason: ProbeReason
  package let status: Int?
  /// Which of the probe's refusals it was; nil for another verdict.
  package let refusal: Refusal?

  /// A documented refusal: its rule's number, and the field's value where the rule names values.
  package struct Refusal: Sendable, Hashable {
    let rule: Int
    let value: String?
    /// The provider answered about the credential, and did not turn the request away.
    let isAnswer: Bool
  }

  package init(_ validity: Validity, _ reason: ProbeReason, status: Int? = nil, refusal: Refusal? = nil) {
    self.validity = validity
    self.reason = reason
    self.status = status
    self.refusal = refusal
  }

  package init(_ failure: ProbeFailure) { self.init(.unknown, failure.reason) }

  package init(_ answer: ProbeAnswer, by probe: Probe) {
    let verdict = Self.verdict(answer, probe)
    let refusal = verdict.0 == .dead ? Self.refusal(answer, probe) : nil
    self.init(verdict.0, verdict.1, status: answer.status, refusal: refusal)
  }

  private static func verdict(_ answer: ProbeAnswer, _ probe: Probe) -> (Validity, ProbeReason) {
    switch probe.scheme {
    case .awsSTS: return AWSAnswer.verdict(answer)
    case .gcpServiceAccount: return GoogleAnswer.verdict(answer, keyID: nil)
    default: break
    }
    if probe.dead.contains(where: { $0.field != nil && matches($0, answer) }) { return (.dead, .refused) }
    if probe.limited.contains(where: { matches($0, answer) }) { return (.limited, .recognised) }
    if probe.live.status.contains(answer.status) { return live(answer, probe) }
    if probe.dead.contains(where: { $0.field == nil && matches($0, answer) }) {
      // A filter in front of the provider answers in HTML.
      return answer.contentType == "text/html" ? (.unknown, .filtered) : (.dead, .refused)
    }
    return (.unknown, unknownReason(answer.status))
  }

  private static func refusal(_ answer: ProbeAnswer, _ probe: Probe) -> Refusal? {
    let first = probe.dead.firstIndex { $0.field != nil && matches($0, answer) }
    guard let index = first ?? probe.dead.firstIndex(where: { matches($0, answer) }) else { return nil }
    let rule = probe.dead[index]
    let value = rule.values.isEmpty ? nil : rule.field.flatMap { answer.field($0) }
    return Refusal(
      rule: index, value: value, isAnswer: rule.field != nil && (200..<300).contains(answer.status))
  }

  /// The provider told more of it than that it is not good: a value that never was one is refused in another way.
  package func tellsMore(than control: AnswerReading) -> Bool {
    guard let refusal, refusal.isAnswer else { return false }
    return refusal != control.refusal
  }

  private static func live(_ answer: ProbeAnswer, _ probe: Probe) -> (Validity, ProbeReason) {
    if probe.method == .head, probe.live.field == nil { return (.live, .identified) }
    if matches(probe.live, answer) { return (.live, .identified) }
    let isReadable = answer.isJSON || answer.isXML || (probe.live.field ?? "").hasPrefix("header:")
    if !isReadable { return (.unknown, answer.contentType == "text/html" ? .filtered : .notJSON) }
    if answer.isCut { return (.unknown, .oversized) }
    return (.unknown, answer.field(".") == nil && answer.isJSON ? .shapeChanged : .noIdentity)
  }

  static func matches(_ rule: Probe.Answer, _ answer: ProbeAnswer) -> Bool {
    guard rule.status.contains(answer.status) else { return false }
    guard let name = rule.field else { return true }
    guard let value = answer.field(name), !value.isEmpty else { return false }
    return rule.values.isEmpty || rule.values.contains(value)
  }

  static func unknownReason(_ status: Int) -> ProbeReason {
    switch status {
    case 300..<400: .redirected
    case 403, 406, 451: .filtered
    case 429: .rateLimited
    case 500...: .serverError
    default: .unexpectedStatus
    }
  }
}
