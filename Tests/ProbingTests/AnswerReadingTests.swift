import Detectors
import Findings
import Testing

@testable import Probing

@Suite struct AnswerReadingTests {
  @Test(arguments: [
    (200, "application/json", #"{"login":"ada"}"#, Validity.live, ProbeReason.identified),
    (200, "application/json", #"{"login":null}"#, .unknown, .noIdentity),
    (200, "application/json", #"{"login":""}"#, .unknown, .noIdentity),
    (200, "application/json", "{{{", .unknown, .noIdentity),
    (200, "application/json", "", .unknown, .shapeChanged),
    (200, "text/html", "<html>", .unknown, .filtered),
    (200, "text/plain", "login", .unknown, .notJSON),
    (401, "application/json", "{}", .dead, .refused),
    (401, "", "", .dead, .refused),
    (401, "text/html", "<html>", .unknown, .filtered),
    (400, "application/json", #"{"error":{"code":"revoked"}}"#, .dead, .refused),
    (400, "application/json", #"{"error":{"code":"other"}}"#, .unknown, .unexpectedStatus),
    (403, "application/json", #"{"error":{"code":"missing_scope"}}"#, .limited, .recognised),
    (403, "application/json", "{}", .unknown, .filtered),
    (403, "text/html", "<html>", .unknown, .filtered),
    (429, "application/json", "{}", .unknown, .rateLimited),
    (500, "application/json", "{}", .unknown, .serverError),
    (503, "text/html", "", .unknown, .serverError),
    (302, "text/html", "", .unknown, .redirected),
    (404, "application/json", "{}", .unknown, .unexpectedStatus),
  ])
  func `only positive evidence is life, only a documented refusal is death`(
    status: Int, type: String, body: String, validity: Validity, reason: ProbeReason
  ) {
    let answer = ProbeAnswer(status: status, headers: ["content-type": type], body: Array(body.utf8))
    let reading = AnswerReading(answer, by: Sample.probe())
    #expect((reading.validity, reading.reason) == (validity, reason))
    #expect(reading.status == status)
    #expect((reading.refusal != nil) == (validity == .dead))
  }

  @Test func `an identity is found in an answer that is cut off behind it`() {
    let answer = ProbeAnswer(
      status: 200, headers: ["content-type": "application/json"],
      body: Array(#"{"a":[1,{"b":2}],"login":"ada","more":"xx"#.utf8),
      isCut: true)
    #expect(AnswerReading(answer, by: Sample.probe()).validity == .live)
  }

  @Test(
    arguments: [
      ("a.b.1", #"{"x":[{}],"a":{"b":[true,"two",3]}}"#, "two"), ("a", #"{"a":12.5}"#, "12.5"),
      (".", "[]", "[]"),
      ("a", #"{"a":{}}"#, "{}"), ("0.id", #"[{"id":7}]"#, "7"), ("a", #"{"a":"\u0041\n\"\\"}"#, "A\n\"\\"),
      ("a", #"{"a":null}"#, nil), ("a.b", #"{"a":1}"#, nil), ("1", "[1]", nil), ("a", #"{"b":1 "a":2}"#, nil),
      ("a", "", nil), ("a", #"{"a":"cut"#, nil), ("a", #"{"a":12"#, nil),
      ("x", String(repeating: "[", count: 9999), nil),
    ] as [(String, String, String?)])
  func `a value is found by its path`(path: String, text: String, value: String?) {
    #expect(JSONLookup.text(at: path, in: Array(text.utf8)) == value)
  }

  @Test(
    arguments: [
      ("2024-05-06T07:08:09.123Z", "2024-05-06T07:08:09Z"),
      ("2024-05-06 07:08:09 UTC", "2024-05-06T07:08:09Z"),
      ("2024-05-06 07:08:09 -0700", "2024-05-06T14:08:09Z"),
      ("2024-05-06T07:08:09+0000", "2024-05-06T07:08:09Z"),
      ("2024-05-06T07:08:09.5+02:00", "2024-05-06T05:08:09Z"), ("1714979289", "2024-05-06T07:08:09Z"),
      ("1714979289123", "2024-05-06T07:08:09Z"), ("2024-05-06", "2024-05-06T00:00:00Z"), ("never", nil),
      ("0", nil),
      ("99999999999999999999", nil), ("", nil),
    ] as [(String, String?)])
  func `dates are read as providers write them`(text: String, expected: String?) {
    #expect(AnswerDate.time(text)?.iso8601 == expected)
  }

  private static func xml(_ text: String, _ status: Int) -> ProbeAnswer {
    ProbeAnswer(status: status, headers: ["content-type": "text/xml"], body: Array(text.utf8))
  }

  @Test(arguments: [
    (200, "<R><Arn>arn:aws:iam::1:user/a</Arn></R>", Validity.live),
    (403, "<E><Error><Code>InvalidClientTokenId</Code></Error></E>", .dead),
    (403, "<E><Code>SignatureDoesNotMatch</Code></E>", .unknown),
    (403, "<E><Code>ExpiredToken</Code></E>", .expired),
    (403, "<E><Code>SomethingElse</Code></E>", .unknown), (200, "<R/>", .unknown), (503, "<E/>", .unknown),
  ])
  func `answers of AWS are told by their code`(status: Int, text: String, validity: Validity) {
    #expect(AWSAnswer.verdict(Self.xml(text, status)).0 == validity)
  }

  @Test func `a Google key is dead when its certificate is gone, and not live because it is there`() {
    func answer(_ text: String, _ status: Int = 200) -> ProbeAnswer {
      ProbeAnswer(status: status, headers: ["content-type": "application/json"], body: Array(text.utf8))
    }
    #expect(GoogleAnswer.verdict(answer(#"{"k1":"pem"}"#), keyID: "k1").0 == .limited)
    #expect(GoogleAnswer.verdict(answer(#"{"k2":"pem"}"#), keyID: "k1").0 == .dead)
    #expect(GoogleAnswer.verdict(answer(#"{"error":{}}"#, 404), keyID: "k1").0 == .dead)
    #expect(GoogleAnswer.verdict(answer("", 500), keyID: "k1").0 == .unknown)
  }
}
