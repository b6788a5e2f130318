import Detectors
import Findings
import Scanning
import Testing

struct CarriedDatesTests {
  typealias Samples = DatedSamples

  static let now = Timestamp(year: 2026, month: 6, day: 15)

  private func read(
    _ carrier: Detector.DateCarrier, _ value: [UInt8], companions: [String: [UInt8]] = [:],
    introduced: Timestamp? = nil
  ) -> CarriedDates? {
    CarriedDates.read(
      carrier, from: value, companions: companions, introducedNotAfter: introduced, now: CarriedDatesTests.now
    )
  }

  private func time(_ text: String) -> Timestamp? { Timestamp(parsing: text) }

  @Test(arguments: [
    #"{"iat":1700000000,"nbf":1700000100,"exp":1800000000}"#,
    #"{"iat":"1700000000","nbf":"1700000100","exp":"1800000000"}"#,
    #"{"exp":1.8e9,"iat":1700000000.75,"nbf":1700000100000}"#,
    #"{"iad":"2023-11-14T22:13:20.000Z","nbf":1700000100,"exp":1800000000}"#,
    #" { "s" : { "exp" : 1, "x": [1,{"iat":"}"}] }, "iat" : 1700000000 , "nbf":1700000100, "exp":1800000000 } "#,
    #"{"name":"a \" , \"exp\":5","iat":1700000000,"nbf":1700000100,"exp":1800000000}"#,
  ])
  func `a JWT tells its dates however they are written`(payload: String) {
    for pads in [false, true] {
      let dates = read(.jwt, Samples.jwt(payload, pads: pads))
      #expect(dates?.created?.seconds == 1_700_000_000)
      #expect(dates?.notBefore?.seconds == 1_700_000_100)
      #expect(dates?.expires?.seconds == 1_800_000_000)
      #expect(dates?.source == "jwt" && dates?.isInferred == false)
    }
  }

  @Test(arguments: [
    "{}", "[]", "", "{\"exp\":null}", "{\"exp\":-5}", "{\"exp\":1e300}", "{\"exp\":\"never\"}",
    "{\"exp\":nan}",
  ])
  func `a JWT without a usable date tells none`(payload: String) {
    #expect(read(.jwt, Samples.jwt(payload)) == nil)
  }

  @Test(arguments: [
    ("JQQJ99", "AA", "2024-01-01"), ("JQQJ99", "BL", "2025-12-01"), ("JQQJ9D", "CF", "2026-06-01"),
  ])
  func `an Azure key tells its month`(signature: String, letters: String, date: String) {
    let key = String(repeating: "a1", count: 26) + signature + letters + String(repeating: "b", count: 24)
    #expect(read(.azureKey, Array(key.utf8))?.created?.date == date)
    #expect(read(.azureKey, Array(key.replacing("JQQJ", with: "JQQK").utf8)) == nil)
  }

  @Test func `a shared access signature tells start and end`() {
    let storage = "https://a.example/c?sv=2024&st=2024-01-01T00%3A00%3A00Z&se=2024-02-01T10%3a30%3a00Z&sig=x"
    #expect(read(.sas, Array(storage.utf8))?.notBefore == time("2024-01-01"))
    #expect(read(.sas, Array(storage.utf8))?.expires == time("2024-02-01T10:30:00Z"))
    #expect(read(.sas, Array("sp=r&amp;se=2024-02-01&amp;sig=x".utf8))?.expires == time("2024-02-01"))
    let bus = "SharedAccessSignature sr=a.example&sig=x&se=1700000000&skn=Root"
    #expect(read(.sas, Array(bus.utf8))?.expires?.seconds == 1_700_000_000)
    #expect(read(.sas, Array("sig=x&se=%".utf8)) == nil)
    #expect(read(.sas, Array("x".utf8), companions: ["url": Array(storage.utf8)])?.expires != nil)
  }

  @Test func `a presigned address tells its time, also inside a Bedrock key`() {
    let address =
      "bedrock.example/?Action=Call&X-Amz-Date=20240229T130509Z&X-Amz-Expires=43200&X-Amz-Signature=0"
    let key = "bedrock-api" + "-key-" + Samples.base64(Array(address.utf8))
    for value in [address, key, Samples.base64(Array(address.utf8), pads: false)] {
      let dates = read(.awsPresigned, Array(value.utf8))
      #expect(dates?.created == time("2024-02-29T13:05:09Z"))
      #expect(dates?.expires == time("2024-03-01T01:05:09Z"))
    }
    let odd = read(.awsPresigned, Array("X-Amz-Date=20240229T130509Z&X-Amz-Expires=99999999999999".utf8))
    #expect(odd?.created != nil && odd?.expires == nil)
  }

  @Test(arguments: [
    Samples.pem(Samples.certificate(from: "240101000000Z", until: "250101120000Z")),
    Samples.pem(Samples.certificate(from: "240101000000Z", until: "250101120000Z", hasVersion: false)),
    Samples.pem(Samples.certificate(from: "20240101000000Z", until: "20250101120000Z", isUTC: false)),
    Samples.pem(Samples.certificate(from: "240101000000Z", until: "250101120000Z"), newline: "\\n"),
    Samples.pem(Samples.certificate(from: "240101000000Z", until: "250101120000Z"), newline: "\r\n"),
    Array(
      Samples.base64(Samples.pem(Samples.certificate(from: "240101000000Z", until: "250101120000Z"))).utf8),
    Array(Samples.base64(Samples.certificate(from: "240101000000Z", until: "250101120000Z")).utf8),
  ])
  func `a certificate tells when it is valid`(value: [UInt8]) {
    let dates = read(.x509, value)
    #expect(dates?.notBefore == time("2024-01-01"))
    #expect(dates?.expires == time("2025-01-01T12:00:00Z"))
    #expect(read(.x509, Array("a key".utf8), companions: ["certificate": value]) == dates)
  }

  @Test func `a certificate for ever has no end`() {
    let value = Samples.certificate(from: "20240101000000Z", until: "99991231235959Z", isUTC: false)
    #expect(read(.x509, Samples.pem(value))?.expires == nil)
  }

  @Test(arguments: [
    ("ssh-ed25519", 1), ("ssh-rsa", 2), ("ssh-dss", 4), ("ecdsa-sha2-nistp256", 2), ("sk-ssh-ed25519", 2),
    ("sk-ecdsa-sha2-nistp256", 3),
  ])
  func `an SSH certificate tells when it is valid`(type: String, fields: Int) {
    let name = "\(type)-cert-v01@openssh.com"
    let value = Samples.sshCertificate(
      type: name, keyFields: fields, after: 1_700_000_000, before: 1_800_000_000)
    let dates = read(.sshCertificate, value)
    #expect(dates?.notBefore?.seconds == 1_700_000_000)
    #expect(dates?.expires?.seconds == 1_800_000_000)
    let endless = Samples.sshCertificate(type: name, keyFields: fields, after: 0, before: .max)
    #expect(read(.sshCertificate, endless) == nil)
  }

  @Test func `Sentry and Fernet tokens tell when they were made`() {
    let json = #"{"iat":1700000000.25,"url":"https://sentry.example","org":"a_b"}"#
    let sentry = "sntr" + "ys_" + Samples.base64(Array(json.utf8)) + "_abcdefgh"
    #expect(read(.sentry, Array(sentry.utf8))?.created?.seconds == 1_700_000_000)
    let token = [0x80] + Samples.bigEndian(1_700_000_000, bytes: 8) + [UInt8](repeating: 3, count: 64)
    #expect(read(.fernet, Array(Samples.base64(token, url: true).utf8))?.created?.seconds == 1_700_000_000)
    #expect(read(.fernet, Array(Samples.base64([0x81] + token.dropFirst(), url: true).utf8)) == nil)
  }

  static let made = Timestamp(year: 2024, month: 3, day: 1)

  static var identifiers: [(Detector.DateCarrier, String, String)] {
    let seconds = UInt64(made.seconds)
    let snowflake = String((seconds * 1000 - 1_420_070_400_000) << 22)
    let ulid = Samples.ulid(at: made)
    let ticks = (seconds + 12_219_292_800) * 10_000_000
    func hex(_ number: UInt64, _ count: Int) -> String {
      Samples.digits(number, alphabet: "0123456789abcdef", count: count)
    }
    let tail = "-9000-0123456789ab"
    let version1 = "\(hex(ticks, 8))-\(hex(ticks >> 32, 4))-1\(hex(ticks >> 48, 3))\(tail)"
    let version6 = "\(hex(ticks >> 28, 8))-\(hex(ticks >> 12, 4))-6\(hex(ticks, 3))\(tail)"
    let version7 = "\(hex((seconds * 1000) >> 16, 8))-\(hex(seconds * 1000, 4))-7abc\(tail)"
    return [
      (.discord, "\(Samples.base64(Array(snowflake.utf8), pads: false)).abc.def", "snowflake"),
      (.discord, "https://chat.example/api/webhooks/\(snowflake)/abcdef", "snowflake"),
      (.ulid, "pre_live_\(ulid.lowercased())_tail", "ulid"),
      (.ulid, "sk_test_\(Samples.base64(Array("key_\(ulid)".utf8)))", "ulid"),
      (.objectID, "PRE-\(hex(seconds, 8))0123456789abcdef-more", "object-id"),
      (.uuid, "key-is=\(version1)", "uuid-v1"),
      (.uuid, version6.uppercased(), "uuid-v6"),
      (.uuid, version7, "uuid-v7"),
    ]
  }

  @Test(arguments: identifiers)
  func `an identifier tells when it was made, if that can be`(
    carrier: Detector.DateCarrier, value: String, source: String
  ) {
    let bytes = Array(value.utf8)
    let made = CarriedDatesTests.made
    let dates = read(carrier, bytes, introduced: Timestamp(seconds: made.seconds + 60))
    #expect(dates == CarriedDates(created: made, source: source, isInferred: true))
    #expect(read(carrier, bytes) == dates)
    #expect(read(carrier, bytes, introduced: Timestamp(seconds: made.seconds - 60)) == nil)
  }

  /// The example of the KSUID project's documentation.
  @Test func `a KSUID tells when it was made`() {
    let dates = read(.ksuid, Array("0ujtsYcgvSTl8PAuAdqWYSMnLOv_rest".utf8))
    #expect(dates?.created == time("2017-10-10T04:00:47Z"))
    #expect(read(.ksuid, Array(String(repeating: "z", count: 27).utf8)) == nil)
  }

  @Test func `a random UUID, a time in the future and one before providers were tell nothing`() {
    #expect(read(.uuid, Array("12345678-1234-4234-9234-123456789012".utf8)) == nil)
    #expect(read(.objectID, Array("ffffffff0123456789abcdef".utf8)) == nil)
    #expect(read(.objectID, Array("000000010123456789abcdef".utf8)) == nil)
  }
}
