import Detectors
import Findings
import Testing

@testable import Probing

/// What is read off a connection string, and what has to be known before its password is shown to a host.
@Suite struct LoginTests {
  private struct Row: Sendable, CustomTestStringConvertible {
    let scheme: Probe.Scheme
    let companions: [String: String]
    let expected: Result<Login, ProbeFailure>
    var testDescription: String { "\(scheme.rawValue) \(companions.sorted { $0.key < $1.key })" }

    init(_ scheme: Probe.Scheme, _ companions: [String: String], fails reason: ProbeReason) {
      (self.scheme, self.companions) = (scheme, companions)
      expected = .failure(ProbeFailure(reason))
    }

    init(
      _ scheme: Probe.Scheme, _ companions: [String: String], port: Int, user: String = "",
      space: String = "",
      isEncrypted: Bool = false
    ) {
      (self.scheme, self.companions) = (scheme, companions)
      expected = .success(
        Login(
          service: Login.Service(rawValue: scheme.rawValue) ?? .redis, host: "db.leakage.test", port: port,
          user: user, password: "p@ss", space: space, wantsEncryption: isEncrypted))
    }
  }

  private static let host = "DB.leakage.test"
  private static let mongo = ["host": host, "scheme": "mongodb"]

  private static let rows = [
    Row(.redis, ["host": host], port: 6379),
    Row(.postgres, ["host": host, "user": "a%2Fb"], port: 5432, user: "a/b"),
    Row(.mysql, ["host": host, "port": "3307"], port: 3307),
    Row(.mysql, ["host": host, "port": "70000"], port: 3306),
    Row(.redis, ["host": "a/b"], fails: .incompleteCredential),
    Row(.redis, [:], fails: .incompleteCredential),
    Row(.redis, ["host": host, "user": "a%00b"], fails: .incompleteCredential),
    Row(.amqp, ["host": host, "scheme": "amqp"], port: 5672, space: "/"),
    Row(
      .amqp, ["host": host, "scheme": "amqps", "vhost": "a%2fb"], port: 5671, space: "a/b", isEncrypted: true),
    Row(.amqp, ["host": host, "scheme": "mqtts"], fails: .noClient),
    Row(.amqp, ["host": host], fails: .noClient),
    Row(.mongodb, mongo, port: 27_017, space: "admin"),
    Row(.mongodb, mongo.merging(["database": "shop"]) { $1 }, port: 27_017, space: "shop"),
    Row(
      .mongodb, mongo.merging(["database": "shop", "source": "people", "tls": "true"]) { $1 }, port: 27_017,
      space: "people", isEncrypted: true),
    Row(
      .mongodb, mongo.merging(["mechanism": "SCRAM-SHA-256", "port": "27018"]) { $1 }, port: 27_018,
      space: "admin"),
    Row(.mongodb, mongo.merging(["mechanism": "PLAIN"]) { $1 }, fails: .noClient),
    Row(.mongodb, mongo.merging(["database": "${DB}"]) { $1 }, fails: .incompleteCredential),
    Row(.mongodb, ["host": host, "scheme": "mongodb+srv"], fails: .noClient),
  ]

  @Test(arguments: rows) private func `a login is read off a connection string`(row: Row) {
    let parts = CredentialParts(
      value: Array("p%40ss".utf8), companions: row.companions.mapValues { Array($0.utf8) })
    let login = Result { () throws(ProbeFailure) in
      try Login(parts, scheme: row.scheme, rules: NetworkRules())
    }
    #expect(login == row.expected)
  }

  /// `{"a": "b", "c": {"d": [1]}}` in BSON, and what a hostile server makes of it.
  @Test func `a document is passed on only when all of its lengths are right`() {
    let list: [UInt8] = [12, 0, 0, 0, 0x10, 0x30, 0, 1, 0, 0, 0, 0]
    let inner: [UInt8] = [20, 0, 0, 0, 0x04, 0x64, 0] + list + [0]
    let whole: [UInt8] = [37, 0, 0, 0, 0x02, 0x61, 0, 2, 0, 0, 0, 0x62, 0, 0x03, 0x63, 0] + inner + [0]
    #expect(MongoDocument.isSound(whole[...]))
    for count in whole.indices { #expect(!MongoDocument.isSound(whole.prefix(count))) }
    // Lengths, of the document, its text, the inner document and its list, and every kind of value.
    for place in [0, 7, 16, 23] {
      for wrong: [UInt8] in [[0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 127], [0, 0, 0, 128]] {
        var broken = whole
        broken.replaceSubrange(place..<place + 4, with: wrong)
        #expect(!MongoDocument.isSound(broken[...]))
      }
    }
    for kind in UInt8.min...UInt8.max {
      var broken = whole
      broken[4] = kind
      _ = MongoDocument.isSound(broken[...])
    }
  }

  @Test func `the port that the user allowed wins`() throws {
    var rules = NetworkRules()
    rules.allowedHosts = [NetworkRules.AllowedHost(name: "db.leakage.test", port: 7)]
    let parts = CredentialParts(
      value: [1], companions: ["host": Array("db.leakage.test".utf8), "port": Array("8".utf8)])
    #expect(try Login(parts, scheme: .redis, rules: rules).port == 7)
  }

  @Test func `an invented account has nothing of the real one but its password's length`() {
    var generator = SystemRandomNumberGenerator()
    let login = Login(
      service: .mongodb, host: "h", port: 1, user: "app", password: "Qm7wZp3xKd9v", space: "admin")
    let control = login.invented(using: &generator)
    #expect(control.user != login.user && control.password != login.password)
    #expect(control.password.count == login.password.count)
    #expect((control.host, control.port, control.space) == ("h", 1, "admin"))
  }

  @Test(arguments: [
    // Whether accounts may be bound to addresses, what the ledger holds, and what a refusal is then.
    (false, nil, Validity.dead), (true, nil, .unknown), (true, Validity.unknown, .unknown),
    (true, .dead, .unknown), (true, .live, .dead),
  ])
  func `a refusal that may be meant for this address is a death only of what lived before`(
    hasAddressLists: Bool, known: Validity?, expected: Validity
  ) async {
    var probe = Sample.probe("", host: "", scheme: .mysql, kind: .handshake)
    probe.hasAddressLists = hasAddressLists
    var options = Sample.options
    options.rules.allowedHosts = [NetworkRules.AllowedHost(name: "db.leakage.test")]
    let credential = Sample.credential("wrong", ["user": "ada", "host": "db.leakage.test"])
    let observation = known.map {
      Observation(
        fingerprint: credential.fingerprint, detector: "sample", endpoint: "e",
        time: Timestamp(seconds: Sample.now.seconds - 90 * 86_400), validity: $0, reason: .refused,
        catalog: "c")
    }
    let timeline = ValidityTimeline([observation].compactMap(\.self))
    let plan = ProbePlan(
      [credential], catalog: Sample.catalog(probe), options: options,
      known: timeline.map { [credential.fingerprint: $0] } ?? [:])
    let observations = Observations()
    let transport = LoginTransport { _ in AnswerReading(.dead, .refused) }
    await Prober(options: options, transport: transport) { Sample.now }.run(plan) {
      await observations.add($0)
    }
    #expect(await observations.all.map(\.validity) == [expected])
  }

  @Test func `neighbours in a file are no reason for a second attempt`() async {
    let credentials = ["ada", "ben"].enumerated().map { index, user in
      Sample.credential("wrong\(index)", ["user": user, "host": "db.leakage.test"], number: UInt8(index))
    }
    var options = Sample.options
    options.rules.allowedHosts = [NetworkRules.AllowedHost(name: "db.leakage.test")]
    let transport = LoginTransport { _ in AnswerReading(.dead, .refused) }
    let observations = await Prober.observe(
      credentials, Sample.catalog(Sample.probe("", host: "", scheme: .postgres, kind: .handshake)), transport,
      options: options,
      paths: Dictionary(uniqueKeysWithValues: credentials.map { ($0.fingerprint, ["one.env"]) }))
    #expect(observations.map(\.validity) == [.dead, .dead])
    #expect(await transport.logins.map(\.user).suffix(2) == ["ada", "ben"])
    #expect(await transport.logins.count == 3)
  }

  @Test(arguments: [
    // How the invented account fares, then what is said of the real one and how many logins that took.
    (AnswerReading(.dead, .refused), Validity.live, ProbeReason.identified, 2),
    (AnswerReading(.unknown, .filtered), .live, .identified, 2),
    (AnswerReading(.live, .identified), .unknown, .acceptsAnything, 1),
    (AnswerReading(.unknown, .timedOut), .unknown, .timedOut, 1),
    (AnswerReading(.unknown, .certificateRejected), .unknown, .certificateRejected, 1),
    (AnswerReading(.unknown, .protocolError), .unknown, .protocolError, 1),
  ])
  func `a password is shown to a host that told an invented account no, once for all of its accounts`(
    control: AnswerReading, validity: Validity, reason: ProbeReason, count: Int
  ) async {
    let transport = LoginTransport { $0.password == "right" ? AnswerReading(.live, .identified) : control }
    let credentials = ["ada", "ben"].enumerated().map { index, user in
      Sample.credential("right", ["user": user, "host": "db.leakage.test"], number: UInt8(index))
    }
    var options = Sample.options
    options.rules.allowedHosts = [NetworkRules.AllowedHost(name: "db.leakage.test")]
    let probe = Sample.probe("", host: "", scheme: .postgres, kind: .handshake)
    let observations = await Prober.observe(
      credentials, Sample.catalog(probe), transport, options: options)
    #expect(observations.map(\.validity) == [validity, validity])
    #expect(observations.map(\.reason) == [reason, reason])
    let logins = await transport.logins
    #expect(logins.count == count + (count == 2 ? 1 : 0))
    #expect(!["ada", "ben"].contains(logins[0].user))
  }
}

/// Answers logins from a closure, and keeps them.
private actor LoginTransport: Transport {
  private(set) var logins: [Login] = []
  private let answer: @Sendable (Login) -> AnswerReading

  init(_ answer: @escaping @Sendable (Login) -> AnswerReading) { self.answer = answer }

  func send(_ request: ProbeRequest) async -> Exchange { .failure(ProbeFailure(.protocolError)) }
  func logIn(_ login: Login) async -> AnswerReading {
    logins.append(login)
    return answer(login)
  }
}
