import Detectors
import Findings
import Scanning

/// Detectors for tests of the engine: one of every kind, so that the tests do not hang on the real catalogue.
enum TestCatalog {
  static let whole = DetectorCatalog(detectors: [token, key, block, pair, login], digest: "0000000000000000")

  /// One line, also in base64.
  static let token = Detector(
    summary: summary("acme-token"), rule: .pattern(#"\btok_[a-z0-9]{24}\b"#), literals: [.init("tok_")],
    rejectsPlaceholders: false, publicPrefix: 4)

  /// A value that is told by its name.
  static let key = Detector(
    summary: summary("acme-key"), confidence: .low,
    rule: .context(.init(charset: .alphanumeric, length: 16...40, isAssigned: true, isMixed: true)),
    literals: [.init("passkey", ignoresCase: true)], rejectsPlaceholders: false)

  /// Many lines.
  static let block = Detector(
    summary: summary("acme-block"),
    rule: .pattern(#"-----BEGIN ACME-----\n(?<secret>[a-z0-9\n]{10,1900}?)\n-----END ACME-----"#),
    literals: [.init("BEGIN ACME")], reach: .init(before: 16, after: 2000, isLine: false),
    rejectsPlaceholders: false)

  /// Two values that make one credential.
  static let pair = Detector(
    summary: summary("acme-pair"), rule: .pattern(#"\bAKX[0-9]{9}\b"#), literals: [.init("AKX")],
    reach: .init(before: 220, after: 220, isLine: false), rejectsPlaceholders: false,
    companions: [
      .init(
        role: "secret", pattern: #"\bsk_([a-z0-9]{16})\b"#, distance: 200, isRequired: true, isSecret: true,
        minEntropy: 0)
    ])

  /// With a companion that is no secret.
  static let login = Detector(
    summary: summary("acme-login"), rule: .pattern(#"\bpw~(?<secret>[a-z0-9]{12})\b"#),
    literals: [.init("pw~")],
    reach: .init(before: 120, after: 120, isLine: false), rejectsPlaceholders: false,
    companions: [
      .init(
        role: "host", pattern: #"host=([a-z]{3,12})"#, distance: 100, isRequired: false, isSecret: false,
        minEntropy: 0)
    ])

  private static func summary(_ id: String) -> DetectorSummary {
    DetectorSummary(
      id: id, name: id, provider: "Acme", category: "test", severity: .high, lifetime: .longLived)
  }
}

/// Secrets of the test detectors, different at every call and the same in every run.
struct SecretMaker {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func letters(_ count: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<count).map { _ in alphabet[Int.random(in: 0..<36, using: &random)] })
  }

  mutating func token() -> String { "tok_" + letters(24) }
  mutating func keyValue() -> String { "Q7" + letters(18) }
  mutating func keyLine() -> String { "passkey = \"\(keyValue())\"" }
  mutating func login() -> String { "pw~" + letters(12) }
  mutating func pairSecret() -> String { "sk_" + letters(16) }

  mutating func pairID() -> String {
    "AKX" + String((0..<9).map { _ in Character(String(Int.random(in: 0...9, using: &random))) })
  }

  mutating func block() -> String {
    let lines = (0..<Int.random(in: 1...5, using: &random)).map { _ in letters(40) }
    return "-----BEGIN ACME-----\n" + lines.joined(separator: "\n") + "\n-----END ACME-----"
  }
}
