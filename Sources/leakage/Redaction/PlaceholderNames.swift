internal import Findings
internal import Scanning

/// What stands in a secret's place: `[redacted:ghp_:5d41402a]`. The provider's public prefix, then eight digits of a
/// keyed fingerprint of the value: the same for the same secret, wherever and by whichever detector it was found.
struct PlaceholderNames {
  private let fingerprinter: Fingerprinter
  /// By digits: which detector finds a secret depends on what stands around it, and its prefix hangs on that.
  private var names: [String: [UInt8]] = [:]

  /// Names that are remembered: beyond, a secret can be named with and without its prefix.
  private static let limit = 10_000

  init(key: FingerprintKey) { fingerprinter = Fingerprinter(key: key) }

  mutating func name(of secret: Secret) -> [UInt8] {
    let code = fingerprinter.fingerprint(detector: "leakage redact", value: secret.reveal()).description
    let digits = String(code.prefix(8))
    if let known = names[digits] { return known }
    let name = Array("[redacted:\(PlaceholderNames.prefix(of: secret))\(digits)]".utf8)
    if names.count < PlaceholderNames.limit { names[digits] = name }
    return name
  }

  /// `ghp_:`, or nothing.
  private static func prefix(of secret: Secret) -> String {
    let prefix = secret.redacted.prefix { $0 != "…" }
    let isName = prefix.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || "_-.".utf8.contains(byte)
    }
    return prefix.isEmpty || !isName ? "" : prefix + ":"
  }
}
