import Findings
import Scanning
import Testing

struct FingerprinterTests {
  private let fingerprinter = Fingerprinter(key: .publicDefault)

  private func print(_ detector: String, _ value: String, _ companions: [String: String] = [:]) -> Fingerprint
  {
    fingerprinter.fingerprint(
      detector: detector, value: Array(value.utf8), companions: companions.mapValues { Array($0.utf8) })
  }

  /// Computed apart from this program: HMAC-SHA256 of the documented message. Must never change: baselines and
  /// ignore files name secrets by it.
  @Test func `a fingerprint is the same for ever`() {
    #expect("\(print("sample-token", "value-one"))" == "2fa2d55ed7e7d5003b1772f58ccffe1f")
    #expect(
      "\(print("sample-token", "value-one", ["secret": "s", "id": "i"]))"
        == "ccf54582dbb78b7044d5e12e4aa11f35")
    #expect(fingerprinter.keyID == "1eec59caac389c7f")
  }

  @Test func `no two different credentials look alike`() {
    let all = [
      print("a", "bc"), print("ab", "c"), print("a", "b", ["c": ""]), print("a", "b", ["": "c"]),
      print("a", "b", ["c": "d"]), print("a", "b", ["cd": ""]), print("a", "bc", ["d": ""]), print("", "abc"),
      print("a", "b", ["c": "d", "e": "f"]), print("a", "b", ["c": "f", "e": "d"]), print("a", "b"),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test func `another key gives other names`() {
    let other = Fingerprinter(key: FingerprintKey("another key".utf8))
    #expect(other.fingerprint(detector: "a", value: Array("b".utf8)) != print("a", "b"))
    #expect(other.keyID != fingerprinter.keyID)
  }

  @Test func `the environment's key comes first, then the baseline's salt, then the public one`() {
    let now = Timestamp(year: 2026, month: 1, day: 1)
    let baseline = Baseline(salt: String(repeating: "ab", count: 16), created: now, entries: [])
    let unsalted = Baseline(created: now, entries: [])
    func bytes(_ environment: [String: String], _ baseline: Baseline?) -> [UInt8] {
      FingerprintKey.resolve(environment: environment, baseline: baseline).bytes
    }
    #expect(bytes(["LEAKAGE_KEY": "mine"], baseline) == Array("mine".utf8))
    #expect(bytes(["LEAKAGE_KEY": ""], baseline) == [UInt8](repeating: 0xAB, count: 16))
    #expect(bytes([:], unsalted) == FingerprintKey.publicDefault.bytes)
    #expect(bytes([:], nil) == FingerprintKey.publicDefault.bytes)
  }

  @Test func `a key is never printed`() {
    let key = FingerprintKey("abcdefghijkl".utf8)
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains("97") && !text.contains("abcdefgh"))
    }
  }

  @Test func `a salt is 32 hexadecimal digits and new each time`() {
    #expect(Baseline.bytes(ofSalt: FingerprintKey.makeSalt())?.count == 16)
    #expect(FingerprintKey.makeSalt() != FingerprintKey.makeSalt())
  }
}
