import Findings
import Scanning
import Testing

struct InlineAllowTests {
  private func isPresent(_ line: String, previous: String? = nil) -> Bool {
    let bytes = Array(line.utf8)
    guard let previous else { return InlineAllow.isPresent(in: bytes.span) }
    let before = Array(previous.utf8)
    return InlineAllow.isPresent(in: bytes.span, previous: before.span)
  }

  private func isPresent(around range: Range<Int>, in text: [UInt8]) -> Bool {
    InlineAllow.isPresent(around: range, in: text.span)
  }

  @Test(arguments: [
    "key = abc # leakage:allow", "key = abc // leakage:allow test data", "/* gitleaks:allow */ key",
    "x #betterleaks:allow",
    "x # pragma: allowlist secret", "x # pragma:allowlist secret", "x # PRAGMA: ALLOWLIST SECRET",
    "x kingfisher:ignore", "x trufflehog:ignore", "leakage:allow", "a:b:c leakage:allow",
  ])
  func `a marker on the line allows it`(line: String) {
    #expect(isPresent(line))
    #expect(!isPresent("key = abc", previous: line))
  }

  @Test(arguments: [
    "", ":", "key: value", "leakage:allowed", "myleakage:allow", "leakage: allow", "leakage :allow",
    "leakage:allo",
    "pragma: allowlist", "pragma: allowlist nextline secret", "pragma: allowlist secrets", "gitleaks:ignore",
  ])
  func `anything else does not`(line: String) { #expect(!isPresent(line)) }

  @Test(arguments: ["# pragma: allowlist nextline secret", "// pragma:allowlist nextline secret"])
  func `a marker for the next line allows the next line`(previous: String) {
    #expect(isPresent("key = abc", previous: previous))
    #expect(!isPresent(previous))
  }

  @Test(arguments: [
    ("a\nkey=VALUE # leakage:allow\nb", true),
    ("leakage:allow\nkey=VALUE\nb", false),
    ("a\nkey=VALUE\nleakage:allow", false),
    ("# pragma: allowlist nextline secret\nkey=VALUE", true),
    ("# pragma: allowlist nextline secret\n\nkey=VALUE", false),
    ("# pragma: allowlist nextline secret\r\nkey=VALUE\r\n", true),
    ("VALUE", false), ("VALUE leakage:allow", true),
    ("BEGIN leakage:allow VALUE\nmiddle\nEND", true),
  ])
  func `the marker's line is found around a value`(text: String, isAllowed: Bool) throws {
    let bytes = Array(text.utf8)
    let value = try #require(bytes.indices.first { bytes[$0...].starts(with: "VALUE".utf8) })
    #expect(isPresent(around: value..<value + 5, in: bytes) == isAllowed)
  }

  @Test func `a value of many lines may carry the marker at its last`() {
    let body = String(repeating: "0123456789\n", count: 3000)
    let text = Array("BEGIN\n\(body)END # leakage:allow\nnext".utf8)
    let end = text.count - "# leakage:allow\nnext".utf8.count - 1
    #expect(isPresent(around: 0..<end, in: text))
    #expect(!isPresent(around: 0..<end - 20, in: text))
  }

  @Test func `one huge line is not searched from end to end`() {
    let filler = String(repeating: "x", count: 1 << 20)
    let text = Array("leakage:allow \(filler) VALUE \(filler) leakage:allow".utf8)
    let start = 14 + (1 << 20) + 1
    #expect(!isPresent(around: start..<start + 5, in: text))
  }

  @Test func `any range of any bytes can be asked for`() {
    var random = SeededRandom(seed: 3)
    let alphabet = Array("\n:leakage:allow pragma".utf8)
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      let lower = Int.random(in: -5...70, using: &random)
      _ = isPresent(around: lower..<lower + Int.random(in: 0...20, using: &random), in: text)
    }
  }
}
