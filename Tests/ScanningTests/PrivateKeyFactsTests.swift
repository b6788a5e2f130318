import Detectors
import Findings
import Scanning
import Testing

struct PrivateKeyFactsTests {
  typealias Keys = KeySamples

  private func facts(_ value: [UInt8], certificates: [UInt8] = []) -> Facts {
    Facts.read(.privateKey, from: value, surroundings: Surroundings(before: [], after: certificates))
  }

  struct Sample: CustomTestStringConvertible, Sendable {
    let value: [UInt8]
    let facts: [Facts.Name: String]
    let testDescription: String

    init(_ name: String, _ value: [UInt8], _ facts: [Facts.Name: String]) {
      testDescription = name
      self.value = value
      self.facts = facts
    }
  }

  static let samples = [
    Sample(
      "PKCS #1", Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2048)),
      [.keyType: "RSA", .keySize: "2048 bits", .keyFormat: "PKCS #1", .encryption: "none"]),
    Sample(
      "an odd number of bits", Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2047)),
      [.keyType: "RSA", .keySize: "2047 bits", .keyFormat: "PKCS #1", .encryption: "none"]),
    Sample(
      "PKCS #8 with RSA", Keys.pem("PRIVATE" + " KEY", Keys.pkcs8(Keys.rsaAlgorithm, Keys.rsa(bits: 4096))),
      [.keyType: "RSA", .keySize: "4096 bits", .keyFormat: "PKCS #8", .encryption: "none"]),
    Sample(
      "SEC 1", Keys.pem("EC PRIVATE" + " KEY", Keys.ec()),
      [.keyType: "EC", .curve: "P-256", .keyFormat: "SEC 1", .encryption: "none"]),
    Sample(
      "PKCS #8 with EC",
      Keys.pem("PRIVATE" + " KEY", Keys.pkcs8(Keys.ecAlgorithm, Keys.ec(namesCurve: false))),
      [.keyType: "EC", .curve: "P-256", .keyFormat: "PKCS #8", .encryption: "none"]),
    Sample(
      "PKCS #8 with Ed25519",
      Keys.pem(
        "PRIVATE" + " KEY", Keys.pkcs8(Keys.ed25519Algorithm, DatedSamples.der(0x04, Keys.bytes(32, seed: 1)))
      ),
      [.keyType: "Ed25519", .keyFormat: "PKCS #8", .encryption: "none"]),
    Sample(
      "encrypted PKCS #8", Keys.pem("ENCRYPTED PRIVATE" + " KEY", Keys.encryptedPKCS8),
      [.keyFormat: "PKCS #8", .encryption: "aes256-cbc"]),
    Sample(
      "an encrypted PEM block",
      Keys.pem(
        "RSA PRIVATE" + " KEY", Keys.bytes(300, seed: 5),
        headers: ["Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,00112233", ""]),
      [.keyType: "RSA", .keyFormat: "PKCS #1", .encryption: "aes-128-cbc"]),
    Sample(
      "OpenSSH with Ed25519", Keys.pem("OPENSSH PRIVATE" + " KEY", Keys.openSSH("ssh-ed25519")),
      [.keyType: "Ed25519", .keyFormat: "OpenSSH", .encryption: "none"]),
    Sample(
      "OpenSSH with RSA and a passphrase",
      Keys.pem(
        "OPENSSH PRIVATE" + " KEY", Keys.openSSH("ssh-rsa", cipher: "aes256-ctr", derivation: "bcrypt")),
      [.keyType: "RSA", .keySize: "3072 bits", .keyFormat: "OpenSSH", .encryption: "aes256-ctr (bcrypt)"]),
    Sample(
      "OpenSSH with EC", Keys.pem("OPENSSH PRIVATE" + " KEY", Keys.openSSH("ecdsa-sha2-nistp384")),
      [.keyType: "EC", .curve: "P-384", .keyFormat: "OpenSSH", .encryption: "none"]),
    Sample(
      "PuTTY", Keys.putty("ssh-rsa", encryption: "none"),
      [.keyType: "RSA", .keySize: "3072 bits", .keyFormat: "PuTTY", .encryption: "none"]),
    Sample(
      "PuTTY with a passphrase", Keys.putty("ssh-ed25519", encryption: "aes256-cbc"),
      [.keyType: "Ed25519", .keyFormat: "PuTTY", .encryption: "aes256-cbc"]),
    Sample(
      "OpenPGP", Keys.pem("PGP PRIVATE" + " KEY BLOCK", Keys.openPGP(protection: [0])),
      [
        .keyType: "RSA", .keySize: "2048 bits", .keyFormat: "OpenPGP", .encryption: "none",
        .issued: "2023-11-14",
      ]),
    Sample(
      "OpenPGP with a passphrase",
      Keys.pem(
        "PGP PRIVATE" + " KEY BLOCK", Keys.openPGP(protection: [254, 9, 3, 8]), headers: ["Version: 1", ""]),
      [
        .keyType: "RSA", .keySize: "2048 bits", .keyFormat: "OpenPGP", .encryption: "aes256",
        .issued: "2023-11-14",
      ]),
    Sample(
      "OpenPGP whose secret half is on a card",
      Keys.pem("PGP PRIVATE" + " KEY BLOCK", Keys.openPGP(protection: [255, 0, 101])),
      [
        .keyType: "RSA", .keySize: "2048 bits", .keyFormat: "OpenPGP", .issued: "2023-11-14",
        .encryption: "the secret half is not in the file",
      ]),
  ]

  @Test(arguments: samples)
  func `a private key tells its kind, its size and whether it is encrypted`(sample: Sample) {
    var told = facts(sample.value)
    told[.publicKey] = nil
    #expect(told == Facts(sample.facts))
    #expect(told.isEncrypted == (sample.facts[.encryption] != "none"))
  }

  @Test(arguments: [
    "\n", "\r\n", "\\n", "\\r\\n", "\\\\n", "\n    ", "\",\n  \"", "\\n\" +\n  \"", "\"\n      + \"",
    "\" + \"\\n\" +\n  \"", " +\n",
  ])
  func `line ends and escapes change nothing`(newline: String) {
    let plain = Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2048))
    #expect(facts(Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2048), newline: newline)) == facts(plain))
    #expect(facts(Array(DatedSamples.base64(plain).utf8)) == facts(plain))
  }

  /// The same public half in two formats has one name: that by which key lists know it.
  @Test func `the public half is named as OpenSSH names it`() {
    let first = facts(Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2048)))[.publicKey]
    let second = facts(
      Keys.pem("PRIVATE" + " KEY", Keys.pkcs8(Keys.rsaAlgorithm, Keys.rsa(bits: 2048))))[.publicKey]
    #expect(first == second)
    #expect(first?.hasPrefix("SHA256:") == true && first?.count == 50)
    let ssh = facts(Keys.pem("OPENSSH PRIVATE" + " KEY", Keys.openSSH("ssh-ed25519")))[.publicKey]
    #expect(ssh == facts(Keys.putty("ssh-ed25519", encryption: "none"))[.publicKey])
  }

  @Test func `the certificate that holds the key's public half tells whom it names`() {
    let other = Keys.certificate(subject: "other", issuer: "CA", modulus: Keys.number(bits: 2048, seed: 77))
    let own = Keys.certificate(subject: "api", issuer: "CA", modulus: Keys.number(bits: 2048))
    let key = Keys.pem("RSA PRIVATE" + " KEY", Keys.rsa(bits: 2048))
    let beside = DatedSamples.pem(other) + DatedSamples.pem(own)
    let told = facts(key, certificates: beside)
    #expect(told[.certificateSubject] == "CN=api, O=Acme")
    #expect(told[.certificateIssuer] == "CN=CA, O=Acme")
    #expect(told[.certificateExpires] == "2025-01-01")
    #expect(facts(key, certificates: DatedSamples.pem(other))[.certificateSubject] == nil)
    let encrypted = Keys.pem("ENCRYPTED PRIVATE" + " KEY", Keys.encryptedPKCS8)
    #expect(facts(encrypted, certificates: beside)[.certificateSubject] == "CN=other, O=Acme")
  }

  @Test func `hostile bytes are read without a crash, and what is told stays short and printable`() {
    var random = SeededRandom(seed: 7)
    let certificate = DatedSamples.pem(
      Keys.certificate(subject: "a", issuer: "b", modulus: Keys.number(bits: 2048)))
    for round in 0..<3000 {
      var value = PrivateKeyFactsTests.samples[round % PrivateKeyFactsTests.samples.count].value
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        value[Int.random(in: value.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if round % 3 == 0 { value = Array(value.prefix(Int.random(in: 0...value.count, using: &random))) }
      for carrier in Detector.FactCarrier.allCases {
        let told = Facts.read(
          carrier, from: value, companions: ["user": value, "host": value, "account": value],
          surroundings: Surroundings(before: value, after: certificate))
        for (name, text) in told.all {
          #expect(text.count <= Facts.lengthLimit && !text.isEmpty, "\(name)")
          #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
      }
    }
  }

  /// Nested structures must cost neither stack nor time.
  @Test func `deep and long structures end soon`() {
    let deep = (0..<20_000).reduce([UInt8]()) { body, _ in
      body.count > 30_000 ? body : DatedSamples.der(0x30, body)
    }
    for label in ["RSA PRIVATE", "PRIVATE", "EC PRIVATE", "ENCRYPTED PRIVATE", "OPENSSH PRIVATE"] {
      _ = facts(Keys.pem("\(label) KEY", deep))
      _ = facts(Keys.pem("\(label) KEY", [UInt8](repeating: 0x30, count: 60_000)))
    }
    #expect(facts([UInt8](repeating: UInt8(ascii: "-"), count: 1 << 20)).isEmpty)
  }
}
