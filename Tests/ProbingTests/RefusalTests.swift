import Detectors
import EmbeddedDetectors
import Findings
import Testing

@testable import Probing

/// What a refusal proves, and what it does not.
@Suite struct RefusalTests {
  private static func bearer(_ request: ProbeRequest) -> String {
    request.headers.first { $0.name == "Authorization" }?.value ?? ""
  }

  /// The embedded Slack probe, with answers that Slack documents for `auth.test`.
  @Test(arguments: [
    ("invalid_auth", Validity.unknown, ProbeReason.addressList), ("token_revoked", .dead, .refused),
    ("account_inactive", .dead, .refused), ("token_expired", .dead, .refused),
    ("access_denied", .unknown, .noIdentity),
    ("ratelimited", .unknown, .noIdentity),
  ])
  func `Slack's invalid_auth may mean the address that asks, and is no death`(
    error: String, validity: Validity, reason: ProbeReason
  ) async throws {
    let detector = try #require(DetectorCatalog.embedded.detector(withID: "slack-bot"))
    let transport = FakeTransport { request in
      let word = Self.bearer(request).contains("REAL") ? error : "invalid_auth"
      return FakeTransport.json(200, #"{"ok": false, "error": "\#(word)"}"#)
    }
    let observations = await Prober.observe(
      [Sample.credential("xoxb-123-REAL", detector: "slack-bot")], DetectorCatalog(detectors: [detector]),
      transport)
    #expect(observations.map(\.validity) == [validity])
    #expect(observations.map(\.reason) == [reason])
  }

  /// Tokens of other installations are refused as unknown ones are; one that is known and revoked is not.
  @Test(arguments: [
    (401, "{}", Validity.unknown, ProbeReason.otherHost), (200, #"{"active": false}"#, .dead, .refused),
    (200, #"{"active": true}"#, .live, .identified),
  ])
  func `a provider that names a token as revoked is believed where a refusal is not`(
    status: Int, text: String, validity: Validity, reason: ProbeReason
  ) async throws {
    let detector = try #require(DetectorCatalog.embedded.detector(withID: "gitlab-pat"))
    let transport = FakeTransport { request in
      let isReal = request.headers.contains { $0.value.contains("REAL") }
      return isReal ? FakeTransport.json(status, text) : FakeTransport.json(401, "{}")
    }
    let observations = await Prober.observe(
      [Sample.credential("glpat-REAL", detector: "gitlab-pat")], DetectorCatalog(detectors: [detector]),
      transport)
    #expect(observations.map(\.validity) == [validity])
    #expect(observations.map(\.reason) == [reason])
  }

  @Test(arguments: [(4, Validity.dead), (5, .unknown)])
  func `dead needs every pairing that there is, and more than are tried leave it open`(
    count: Int, validity: Validity
  ) async {
    var probe = Sample.probe()
    probe.scheme = .basic
    probe.template = "{value}:{secret}"
    let credentials = (1...count).map {
      Sample.credential("smp_\($0)", ["secret": "part\($0)"], number: UInt8($0))
    }
    let paths = Dictionary(uniqueKeysWithValues: credentials.map { ($0.fingerprint, Set(["config.yml"])) })
    let transport = FakeTransport { _ in FakeTransport.json(401, "{}") }
    let observations = await Prober.observe(credentials, Sample.catalog(probe), transport, paths: paths)
    #expect(observations.allSatisfy { $0.validity == validity })
    #expect(observations.count == count)
  }

  @Test func `a pairing that gets no clear answer leaves it open, and so do other installations' pairings`()
    async
  {
    var probe = Sample.probe()
    probe.scheme = .basic
    probe.template = "{value}:{secret}"
    probe.hasOtherHosts = true
    let credentials = [
      Sample.credential("smp_a", ["secret": "one"]), Sample.credential("smp_b", ["secret": "two"], number: 2),
    ]
    let paths = Dictionary(uniqueKeysWithValues: credentials.map { ($0.fingerprint, Set(["config.yml"])) })
    let right = "Basic " + Base64Text.encode("smp_a:two".utf8)
    let transport = FakeTransport { request in
      Self.bearer(request) == right
        ? FakeTransport.json(200, #"{"login": "ada"}"#) : FakeTransport.json(401, "{}")
    }
    let observations = await Prober.observe(credentials, Sample.catalog(probe), transport, paths: paths)
    #expect(observations.map(\.validity) == [.live, .unknown])
    #expect(observations.last?.reason == .otherHost)
    #expect(
      AnswerReading.joined(
        [AnswerReading(.dead, .refused), AnswerReading(.unknown, .serverError)], areAll: true)?.reason
        == .ambiguousPair)
    #expect(
      AnswerReading.joined([AnswerReading(.unknown, .serverError)], areAll: false)?.reason == .serverError)
  }

  @Test(arguments: [
    ("Thu, 01 Jan 2026 00:00:09 GMT", ProbeReason.refused), ("Thu, 01 Jan 2026 01:00:00 GMT", .clockDiffers),
    ("no date", .refused),
  ])
  func `a signature with a wrong clock is refused, and proves nothing`(date: String, reason: ProbeReason)
    async throws
  {
    let detector = try #require(DetectorCatalog.embedded.detector(withID: "aws-access-key"))
    let transport = FakeTransport { _ in
      .answer(
        ProbeAnswer(
          status: 403, headers: ["content-type": "text/xml", "date": date],
          body: Array("<E><Error><Code>InvalidClientTokenId</Code></Error></E>".utf8)))
    }
    let credential = Sample.credential(
      "AKIA" + "ABCDEFGHIJKL2345", ["secret": "part"], detector: "aws-access-key")
    let observations = await Prober.observe([credential], DetectorCatalog(detectors: [detector]), transport)
    #expect(observations.map(\.reason) == [reason])
  }

  @Test(arguments: [
    (400, #"{"error": "invalid_grant", "error_description": "Invalid JWT Signature."}"#, Validity.dead),
    (400, #"{"error": "invalid_grant", "error_description": "Invalid grant: account not found"}"#, .dead),
    (
      400,
      #"{"error": "invalid_grant", "error_description": "Invalid JWT: Token must be a short-lived token (60 minutes)"}"#,
      .unknown
    ),
    (400, #"{"error": "invalid_grant"}"#, .unknown), (200, #"{"access_token": "x"}"#, .live),
    (200, "{}", .unknown),
  ])
  func `Google's refusal of a signature is told from one of its time`(
    status: Int, text: String, validity: Validity
  ) {
    let answer = ProbeAnswer(
      status: status, headers: ["content-type": "application/json"], body: Array(text.utf8))
    #expect(GoogleAccount.verdict(ofExchange: answer).0 == validity)
  }
}
