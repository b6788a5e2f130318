import Detectors
import EmbeddedDetectors
import Findings
import Scanning
import TestRepositories
import Testing

/// Private keys in files, from the bytes to the finding.
struct KeyScanTests {
  typealias Keys = KeySamples

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `two copies of a key that are wrapped and escaped differently are one secret`() async throws {
    let repository = try TemporaryRepository()
    let der = Keys.rsa(bits: 2048)
    let label = "RSA PRIVATE" + " KEY"
    try repository.commit("a.pem", text(Keys.pem(label, der)) + "\n")
    try repository.commit("b.json", "{\"key\": \"" + text(Keys.pem(label, der, newline: "\\n")) + "\"}")
    try repository.commit("c.yaml", "key: |\n  " + text(Keys.pem(label, der, newline: "\n  ")) + "\n")
    try repository.commit("d.pem", text(Keys.pem(label, der, newline: "\r\n")) + "\r\n")
    let findings = await Scanned(repository.path, catalog: .embedded).report.findings
    #expect(findings.count == 1)
    #expect(findings.first?.occurrences.map(\.path).sorted() == ["a.pem", "b.json", "c.yaml", "d.pem"])
    #expect(findings.first?.revealed?.hasPrefix(Keys.dashes + "BEGIN RSA") == true)
    #expect(findings.first?.facts[.keySize] == "2048 bits")
  }

  @Test func `a certificate in the same file is told with the key`() async throws {
    let repository = try TemporaryRepository()
    let certificate = DatedSamples.pem(
      Keys.certificate(subject: "api.example.org", issuer: "CA", modulus: Keys.number(bits: 2048)))
    let key = Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2048))
    try repository.commit("chain.txt", text(certificate) + text(key) + "\n")
    try repository.commit("key.txt", text(key) + "\n")
    for threads in [1, 2] {
      let scanned = await Scanned(repository.path, catalog: .embedded) { $0.threads = threads }
      #expect(scanned.report.findings.map { $0.facts[.certificateSubject] } == ["CN=api.example.org, O=Acme"])
    }
  }

  static let kinds: [(label: String, body: [UInt8], detector: String)] = [
    (
      "PRIVATE", Keys.pkcs8(Keys.ed25519Algorithm, DatedSamples.der(0x04, Keys.bytes(32, seed: 1))),
      "pk-pkcs8"
    ),
    ("PRIVATE", Keys.pkcs8(Keys.ecAlgorithm, Keys.ec(namesCurve: false)), "pk-pkcs8"),
    ("OPENSSH PRIVATE", Keys.openSSH("ssh-ed25519"), "pk-openssh"),
    ("OPENSSH PRIVATE", Keys.openSSH("ecdsa-sha2-nistp384"), "pk-openssh"),
    ("ENCRYPTED PRIVATE", Keys.encryptedPKCS8, "pk-pkcs8-enc"),
  ]

  /// Short keys, and those whose text holds runs of one letter.
  @Test(arguments: kinds.indices)
  func `every kind of key is found`(index: Int) async throws {
    let kind = Self.kinds[index]
    let repository = try TemporaryRepository()
    try repository.commit("secret.txt", text(Keys.pem("\(kind.label) KEY", kind.body)) + "\n")
    let findings = await Scanned(repository.path, catalog: .embedded).report.findings
    #expect(findings.map(\.detector) == [kind.detector])
    #expect(findings.first?.facts[.encryption] != nil)
  }

  /// A detector that counts at some paths only hides another one only there.
  @Test func `the same key is told by the detector that its path calls for`() async throws {
    let key =
      text(Keys.pem("PRIVATE" + " KEY", Keys.pkcs8(Keys.ecAlgorithm, Keys.ec(namesCurve: false)))) + "\n"
    for (path, detector) in [("AuthKey_ABC.p8", "apple-p8"), ("key.txt", "pk-pkcs8")] {
      let repository = try TemporaryRepository()
      try repository.write(path, key)
      let uncommitted = await Scanned(repository.path, catalog: .embedded)
      #expect(uncommitted.report.findings.map(\.detector) == [detector])
      try repository.commit()
      let scanned = await Scanned(repository.path, catalog: .embedded)
      #expect(scanned.report.findings.map(\.detector) == [detector])
    }
  }

  @Test func `a message stands at no path that a detector could be limited to`() async throws {
    let password = try ExampleTemplate("{alnum:9}q7{alnum:3}").text(seed: 5)
    let repository = try TemporaryRepository()
    try repository.write("msmtprc", "account a\npassword \(password)\n")
    try repository.commit("Ask for it\n\nThe\npassword \(password)1 is asked for.")
    let findings = await Scanned(repository.path, catalog: .embedded).report.findings
    #expect(findings.map(\.detector) == ["msmtprc"])
    #expect(findings.first?.occurrences.map(\.path) == ["msmtprc"])
  }

  @Test func `a connection string tells its database, whichever worker meets it`() async throws {
    let repository = try TemporaryRepository()
    let password = try ExampleTemplate("{alnum:18}").text(seed: 5)
    try repository.commit("a.env", "DATABASE_URL=postgres://app:\(password)@db.acme.net:5432/shop\n")
    let finding = try #require(await Scanned(repository.path, catalog: .embedded).report.findings.first)
    #expect(
      finding.facts
        == Facts([.scheme: "postgres", .user: "app", .host: "db.acme.net:5432", .database: "shop"]))
  }
}
