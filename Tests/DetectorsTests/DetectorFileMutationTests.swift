import Detectors
import Foundation
import TestRepositories
import Testing

/// Seeded damage to detector files: each is read or refused with its place, and nothing else happens.
/// `LEAKAGE_FUZZ_SECONDS` makes it run that long.
struct DetectorFileMutationTests {
  private static let fragments = [
    "[", "]", "{", "}", "[[", "\"\"\"", "'''", "\\u0000", "\\", "#", "=", ".", "\n", "\r", "1e999", "inf",
    "nan", "-0",
    "0x", "9223372036854775808", "1979-05-27T07:32:00Z", "(?R)", "(a+)+$", "(?<secret>", "\\K", "{9999}",
    "(?C1)", "(*FAIL)",
    "pattern = '((((((((((a*)*)*)*)*)*)*)*)*)*'", "length = [0, 99999999999]", "[detector.context]",
    "\u{FEFF}", "{crc:x}", "{alnum:99999999}",
  ]

  private func damaged(_ text: String, _ random: inout Mutator) -> String {
    var bytes = Array(text.utf8)
    if random.below(3) > 0 {
      let fragment = Array(Self.fragments[random.below(Self.fragments.count)].utf8)
      bytes.insert(contentsOf: fragment, at: random.below(bytes.count))
    }
    if random.below(2) == 0 { bytes = random.damaged(bytes, most: 3) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a damaged file is read or refused`() throws {
    var texts = try ["pattern", "context"].map {
      try String(contentsOfFile: Files.path("testdata/detectors/\($0).toml"), encoding: .utf8)
    }
    for name in try Files.detectorFiles.filter({ $0.hasPrefix("g") || $0.hasPrefix("a") }).prefix(20) {
      let text = try String(contentsOfFile: Files.path("detectors/\(name)"), encoding: .utf8)
      if text.utf8.count < 6000 { texts.append(text) }
    }
    var refused = 0
    let rounds = 1500
    for round in FuzzRun(rounds: rounds) {
      var random = Mutator(seed: round)
      let text = damaged(texts[round % texts.count], &random)
      do throws(DetectorError) {
        let file = try DetectorFile(name: "damaged.toml", text: text)
        // What was accepted can be used: on text that is made to stop a pattern, too.
        let scan = ScanPlan(DetectorCatalog(detectors: file.detectors, digest: "0000000000000000"))
        let noise = Array(text.utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 2000)
        let matcher = Matcher(scan)
        noise.withUnsafeBytes { _ = matcher.resolve(matcher.match($0), in: $0) }
      } catch {
        refused += 1
        #expect("\(error)".hasPrefix("damaged.toml"))
      }
    }
    #expect(refused > rounds / 10)
  }

  @Test(arguments: ["[", "{ a = ", "[[", "\"", "a.", "'''", "[{"])
  func `a hundred thousand brackets are refused`(opening: String) {
    #expect(throws: DetectorError.self) {
      try DetectorFile(name: "deep.toml", text: "a = " + String(repeating: opening, count: 100_000))
    }
    #expect(throws: DetectorError.self) {
      try DetectorFile(name: "deep.toml", text: String(repeating: opening, count: 100_000))
    }
  }
}
