import Auditing
import Testing

@testable import leakage

/// How far an audit is.
struct AuditProgressTests {
  private static func target(_ name: String, _ bytes: Int64?) -> AuditTarget {
    AuditTarget(name: name, place: .local(path: name), bytes: bytes)
  }

  @Test func `the part that is done is told by bytes where all sizes are known`() {
    let tally = AuditTally([Self.target("large", 900), Self.target("small", 100)])
    #expect(tally.now.fraction == 0)
    tally.note(.began("large", bytes: 900))
    tally.note(.progressed("large", fraction: 0.5))
    #expect(abs(tally.now.fraction - 0.45) < 0.001)
    var result = AuditResult(name: "large", way: .whole)
    (result.bytes, result.findings) = (900, 2)
    tally.note(.ended(result))
    #expect(abs(tally.now.fraction - 0.9) < 0.001)
    #expect(tally.now.bytesRead == 900 && tally.now.findings == 2 && tally.now.inHand.isEmpty)
  }

  @Test func `and by number where they are not`() {
    let tally = AuditTally([Self.target("a", 900), Self.target("b", nil)])
    tally.note(.ended(AuditResult(name: "a", way: .failed)))
    #expect(tally.now.fraction == 0.5 && tally.now.failed == 1)
  }

  @Test(arguments: [30, 60, 80, 200]) func `the line fits`(width: Int) {
    let tally = AuditTally((0..<1000).map { Self.target("r\($0)", 1_000_000) })
    for number in 0..<400 {
      var result = AuditResult(name: "r\(number)", way: .whole)
      result.bytes = 1_000_000
      tally.note(.ended(result))
    }
    tally.note(.began("some/where/r400", bytes: 1_000_000))
    let text = AuditLine(counts: tally.now, elapsed: 10).text(width: width)
    #expect(text.count < width && text.hasPrefix("400/1,000 repositories"))
    if width == 200 {
      #expect(text == "400/1,000 repositories  0 findings  40 MB/s packed  eta 15 s  r400")
    }
  }
}
