import Detectors
import EmbeddedDetectors
import Findings
import Foundation
import Testing

/// Texts made to make decoding slow or large.
struct HostileEncodingTests {
  private static let plan = ScanPlan(.embedded)
  private static let size = 800_000

  private static func repeated(_ text: String) -> [UInt8] {
    let piece = Array(text.utf8)
    return Array((0..<size / piece.count).map { _ in piece }.joined())
  }

  private static func random(_ alphabet: String) -> [UInt8] {
    let alphabet = Array(alphabet.utf8)
    var random = SeededRandom(seed: 11)
    return (0..<size).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
  }

  private static func nested(_ depth: Int) -> [UInt8] {
    var text = Data("token = abc def ghi\n".utf8)
    while text.count < 100_000 { text.append(contentsOf: text) }
    for _ in 0..<depth { text = text.base64EncodedData() }
    return Array(text.prefix(size))
  }

  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  private static let texts: [(name: String, text: @Sendable () -> [UInt8])] = [
    ("base64 characters", { random(letters) }), ("one base64 character", { repeated("A") }),
    ("base64 of text", { Array(Data(repeated("key = value 1234 ")).base64EncodedData().prefix(size)) }),
    ("text at every alignment", { repeated("IGFiYyBkZWYgZ2hpIGprbCA") }),
    ("hex digits", { random("0123456789abcdef") }),
    ("hex of text", { repeated("6b6579203d20") }), ("nested sixteen times", { nested(16) }),
    ("percent signs", { repeated("%25") }), ("percent signs of percent signs", { repeated("%2525252525") }),
    ("backslashes", { repeated("\\") }), ("escaped backslashes before quotes", { repeated("\\\\\"") }),
    ("unicode escapes", { repeated("\\u005c") }), ("escapes of escapes", { repeated("\\\\u005cn\\/") }),
    ("lines of base64", { repeated(String(letters.prefix(60)) + "\n") }),
    ("lines of two lengths", { repeated(String(letters.prefix(60)) + "\n" + letters + "\n") }),
    ("quotes and commas", { repeated("\"\n,\n'\n") }),
    ("short stretches", { repeated("QUJDREVGR0hJSktMTU5PUFFSU1RV\n") }),
  ]

  /// Seconds of this thread's processor: a machine that is busy with other tests makes no difference.
  private static func seconds(searching text: ArraySlice<UInt8>, with matcher: Matcher) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    let matches = text.withUnsafeBytes { matcher.match($0) }
    #expect(matches.count < Matcher.matchLimit)
    return now() - start
  }

  /// Eight times as much takes some eight times as long, where a quadratic step would take 64 times. The first search
  /// compiles patterns and does not count.
  @Test(.timeLimit(.minutes(45)), arguments: texts.indices)
  func `a hostile text is searched in linear time`(index: Int) {
    let text = Self.texts[index].text()
    let matcher = Matcher(Self.plan)
    let few = text.prefix(text.count / 8)
    _ = Self.seconds(searching: few, with: matcher)
    let short = Self.seconds(searching: few, with: matcher)
    #expect(Self.seconds(searching: text[...], with: matcher) < 24 * short + 0.1)
  }
}
