import Synchronization
import Testing

@testable import Scanning
@testable import leakage

@Suite struct ProgressTests {
  private func progress(done: Int = 500_000, total: Int = 1_000_000, target: String = "/src/api")
    -> ScanProgress
  {
    ScanProgress(
      phase: .reading, target: target, objectsDone: done, objectsTotal: total, bytesDone: 2_000_000_000,
      secretsFound: 7)
  }

  @Test func `a wide line tells all`() {
    let text = ProgressLine(progress(), elapsed: 4).text(width: 200)
    #expect(
      text
        == "reading objects  api  ━━━━━━━━━━──────────  500,000/1,000,000 objects  500 MB/s  eta 4 s  7 secrets"
    )
  }

  @Test(arguments: [20, 40, 60, 80, 100])
  func `a line never fills the terminal`(width: Int) {
    #expect(ProgressLine(progress(), elapsed: 4).text(width: width).count < width)
  }

  @Test func `a target's name cannot move the cursor`() {
    let text = ProgressLine(progress(target: "/src/\u{1B}[2Ja\u{202E}b"), elapsed: 4).text(width: 200)
    #expect(text.contains("  [2Jab  "))
  }

  @Test func `an unknown total gives no bar and no end`() {
    let text = ProgressLine(progress(done: 1, total: 0), elapsed: 0).text(width: 200)
    #expect(text == "reading objects  api  1 objects  7 secrets")
  }

  @Test func `it draws ten times a second and vanishes`() {
    let drawn = Mutex<[String]>([])
    let bar = ProgressBar(width: 80) { text in drawn.withLock { $0.append(text) } }
    let start = ContinuousClock.now
    for step in 0..<1000 { bar.update(progress(done: step), at: start + .milliseconds(step)) }
    bar.finish()
    bar.update(progress(), at: start + .seconds(9))
    let lines = drawn.withLock { $0 }
    #expect(lines.count == 11)
    #expect(lines.last == "\r\u{1B}[K")
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix("\r") && $0.hasSuffix("\u{1B}[K") })
  }

  @Test func `nothing drawn needs no wiping`() {
    let drawn = Mutex(0)
    ProgressBar(width: 80) { _ in drawn.withLock { $0 += 1 } }.finish()
    #expect(drawn.withLock { $0 } == 0)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
  func `numbers are grouped`(number: Int, text: String) {
    #expect(ProgressLine.grouped(number) == text)
  }
}
