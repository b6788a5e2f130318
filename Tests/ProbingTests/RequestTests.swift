import Detectors
import Findings
import Testing

@testable import Probing

@Suite struct RequestTests {
  private let builder = RequestBuilder(version: "1.2.3")

  @Test func `a secret goes where its scheme puts it and nowhere else`() throws {
    let parts = CredentialParts(value: Array("smp_value/+".utf8), companions: ["id": Array("me".utf8)])
    var probe = Sample.probe()
    #expect(try builder.request(probe, parts, at: Sample.now).headers.last?.value == "Bearer smp_value/+")
    probe.scheme = .basic
    probe.template = "{id}:{secret}"
    #expect(
      try builder.request(probe, parts, at: Sample.now).headers.last?.value == "Basic bWU6c21wX3ZhbHVlLys=")
    probe.scheme = .query
    probe.path = "/v1/x?a=b"
    #expect(
      try builder.request(probe, parts, at: Sample.now).target == "/v1/x?a=b&Authorization=smp_value%2F%2B")
    probe.scheme = .body
    probe.body = #"{"token": "{secret}", "n": {}}"#
    probe.headers = ["Content-Type": "application/json"]
    #expect(
      try builder.request(probe, parts, at: Sample.now).body
        == Array(#"{"token": "smp_value/+", "n": {}}"#.utf8))
  }

  @Test(arguments: ["a\r\nX: y", "a\u{0}b", "ä"])
  func `a value that would break a header is not sent`(value: String) {
    let parts = CredentialParts(value: Array(value.utf8), companions: [:])
    #expect(throws: ProbeFailure(.incompleteCredential)) {
      try builder.request(Sample.probe(), parts, at: Sample.now)
    }
  }

  @Test(arguments: ["evil.example/", "a.b", "", "-a", "a@b", "ä", "a:1"])
  func `a companion in the host is one label`(label: String) {
    let parts = CredentialParts(value: [0x61], companions: ["site": Array(label.utf8)])
    #expect(throws: ProbeFailure(.incompleteCredential)) {
      try builder.request(Sample.probe(host: "{site}.stub.leakage.test"), parts, at: Sample.now)
    }
  }

  /// AWS Signature Version 4 test suite, `get-vanilla`, with the example keys of AWS's documentation.
  @Test func `an AWS signature is that of AWS's test suite`() throws {
    var request = ProbeRequest(method: "GET", host: "example.amazonaws.com", target: "/", headers: [])
    let secret = ["wJalrXUtnFEMI/K7MDENG", "bPxRfiCYEXAMPLEKEY"].joined(separator: "+")
    let parts = CredentialParts(value: Array("AKIDEXAMPLE".utf8), companions: ["secret": Array(secret.utf8)])
    let time = try #require(Timestamp(parsing: "2015-08-30T12:36:00Z"))
    try AWSSignature.sign(&request, parts, service: "service", at: time)
    let signature = request.headers.last?.value.suffix(64)
    #expect(signature == "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
  }

  @Test func `the account is read off an AWS key id`() {
    // Made from account 123456789012: its number shifted by 7, in base 32.
    let bits = UInt64(123_456_789_012) << 7 | 1 << 47
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    let digits = (0..<10).map { alphabet[Int((bits << 2) >> UInt64(45 - 5 * $0) & 31)] }
    let id = "AKIA" + String(decoding: digits, as: UTF8.self) + "ABCDEF"
    #expect(AWSAccount.number(ofKeyID: Array(id.utf8)) == "123456789012")
    #expect(AWSAccount.number(ofKeyID: Array("AKIA".utf8)) == nil)
  }

  @Test(arguments: DetectorCatalogSamples.checksummed)
  func `a control has the value's shape and a right checksum, and is another value`(
    name: String, value: String
  ) {
    let detector = Sample.detector(nil, checksum: Checksum(rawValue: name))
    let parts = CredentialParts(value: Array(value.utf8), companions: ["secret": Array("abc123DEF".utf8)])
    var generator = SystemRandomNumberGenerator()
    let control = ControlValue.make(like: parts, of: detector, using: &generator)
    #expect(control.value.count == parts.value.count)
    #expect(control.value != parts.value)
    #expect(control.value.prefix(4) == parts.value.prefix(4))
    #expect(control.companions["secret"] != parts.companions["secret"])
    if let checksum = detector.checksum { #expect(checksum.accepts(control.value)) }
  }

  @Test func `nothing that holds a secret prints it`() throws {
    let value = "smp_0123456789abcdef"
    let parts = CredentialParts(Sample.credential(value, ["secret": value]))
    let request = try builder.request(Sample.probe(), parts, at: Sample.now)
    let login = Login(service: .redis, host: "h", port: 1, user: "u", password: value)
    let answer = ProbeAnswer(status: 200, body: Array(value.utf8))
    for text in ["\(parts)", "\(request)", "\(login)", "\(answer)"] { #expect(!text.contains("01234567")) }
    for item in [parts, request, login, answer] as [Any] {
      var text = ""
      dump(item, to: &text)
      #expect(!text.contains("01234567"))
    }
  }
}

enum DetectorCatalogSamples {
  static let checksummed: [(String, String)] = ["github", "none"].map { name in
    let template = name == "github" ? "ghp_{alnum:30}{crc:github}" : "smp_{alnum:30}"
    let text = (try? ExampleTemplate(template))?.text(seed: 7) ?? ""
    return (name, text)
  }
}
