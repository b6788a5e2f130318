import Detectors
import Findings
import Testing

@testable import Probing

@Suite struct PlanTests {
  private func reason(
    _ probe: Probe?, _ change: (inout ProbeOptions) -> Void = { _ in }, known: [Observation] = [],
    _ credential: Credential = Sample.credential("smp_value")
  ) -> ProbeReason? {
    var options = Sample.options
    change(&options)
    let timelines = ValidityTimeline(known).map { [credential.fingerprint: $0] } ?? [:]
    let plan = ProbePlan([credential], catalog: Sample.catalog(probe), options: options, known: timelines)
    #expect(plan.steps.count + plan.skipped.count == 1)
    return plan.skipped.first?.reason
  }

  private func seen(_ validity: Validity, hoursAgo: Int64) -> Observation {
    Observation(
      fingerprint: Sample.credential("").fingerprint, detector: "sample", endpoint: "e",
      time: Timestamp(seconds: Sample.now.seconds - hoursAgo * 3600), validity: validity, reason: .refused,
      catalog: "c")
  }

  @Test func `what nobody consented to, and what is never sent by default, is left out`() {
    #expect(reason(nil) == .noProbe)
    #expect(reason(Sample.probe()) == nil)
    #expect(reason(Sample.probe()) { $0.consent = .detectors(["other"]) } == .noConsent)
    #expect(reason(Sample.probe()) { $0.consent = .detectors(["sample"]) } == nil)
    #expect(reason(Sample.probe(kind: .mint)) == .mintNotAllowed)
    #expect(reason(Sample.probe(kind: .mint)) { $0.allowsMint = true } == nil)
    #expect(reason(Sample.probe(scheme: .query, kind: .urlSecret)) == .urlSecretNotAllowed)
    #expect(reason(Sample.probe(scheme: .query, kind: .urlSecret)) { $0.allowsURLSecret = true } == nil)
  }

  @Test func `a fresh answer is believed, a dead one until another day`() {
    #expect(reason(Sample.probe(), known: [seen(.live, hoursAgo: 5)]) == .recentlyAsked)
    #expect(reason(Sample.probe(), { $0.asksAgain = true }, known: [seen(.live, hoursAgo: 5)]) == nil)
    #expect(reason(Sample.probe(), known: [seen(.live, hoursAgo: 25)]) == nil)
    #expect(reason(Sample.probe(), known: [seen(.unknown, hoursAgo: 2)]) == nil)
    #expect(reason(Sample.probe(), known: [seen(.dead, hoursAgo: 30)]) == nil)
    #expect(
      reason(Sample.probe(), known: [seen(.dead, hoursAgo: 60), seen(.dead, hoursAgo: 30)]) == .recentlyAsked)
  }

  @Test func `what each use prolongs is asked about once`() {
    #expect(reason(Sample.probe(renews: true)) == nil)
    #expect(
      reason(Sample.probe(renews: true), { $0.asksAgain = true }, known: [seen(.live, hoursAgo: 900)])
        == .wouldRenew)
    #expect(reason(Sample.probe(renews: true), known: [seen(.unknown, hoursAgo: 900)]) == .wouldRenew)
    // What was refused has no life to prolong: another day may confirm it.
    #expect(reason(Sample.probe(renews: true), known: [seen(.dead, hoursAgo: 900)]) == nil)
  }

  @Test func `a login needs its host to be allowed, and one a day is enough`() {
    let uri = Sample.credential("p%40ss", ["user": "app", "host": "DB.leakage.test"])
    let probe = Sample.probe("", host: "", scheme: .redis, kind: .handshake)
    let allow: (inout ProbeOptions) -> Void = {
      $0.rules.allowedHosts = [NetworkRules.AllowedHost(name: "db.leakage.test", port: 7)]
    }
    #expect(reason(probe, { _ in }, uri) == .hostNotAllowed)
    #expect(reason(probe, allow, uri) == nil)
    #expect(
      reason(
        probe,
        { options in
          allow(&options)
          options.asksAgain = true
        }, known: [seen(.dead, hoursAgo: 20)], uri) == .attemptedToday)
    let options = {
      var options = Sample.options
      allow(&options)
      return options
    }()
    let second = Sample.credential("other", ["user": "app", "host": "db.leakage.test"], number: 2)
    let plan = ProbePlan([uri, second], catalog: Sample.catalog(probe), options: options)
    #expect(plan.steps.map(\.login?.password) == ["p@ss"])
    #expect(plan.steps.map(\.login?.port) == [7])
    #expect(plan.skipped.map(\.reason) == [.attemptedToday])
  }

  private func reason(
    _ probe: Probe, _ change: (inout ProbeOptions) -> Void, _ credential: Credential
  ) -> ProbeReason? { reason(probe, change, known: [], credential) }

  @Test func `a canary's key is never used`() {
    let id = "AKIA" + "ABCDEFGHIJ" + "KLMNOP"
    let credential = Sample.credential(id, ["secret": "s"])
    let account = AWSAccount.number(ofKeyID: Array(id.utf8)) ?? ""
    #expect(reason(Sample.probe(), { $0.canaryAccounts = [account] }, known: [], credential) == .canary)
    #expect(reason(Sample.probe(), { $0.canaryAccounts = ["000000000000"] }, known: [], credential) == nil)
  }

  @Test func `the same secret is planned once, and rows tell counts and places without a value`() {
    let credentials = [
      Sample.credential("smp_a"), Sample.credential("smp_a"), Sample.credential("smp_b", number: 2),
    ]
    let plan = ProbePlan(
      credentials, catalog: Sample.catalog(Sample.probe("/me?x=1")), options: Sample.options)
    #expect(
      plan.rows == [
        ProbePlan.Row(
          provider: "Sample", endpoint: "GET stub.leakage.test/me", kind: .readOnlyGet,
          carrier: "Authorization: Bearer …",
          count: 2, renewsOnUse: false)
      ])
  }
}
