import Detectors
import Testing

/// The search of changed bytes, and of those that were not seen before, against the search of all bytes.
struct NovelBytesTests {
  @Test(arguments: Array(0..<12) + [20])
  func `looking at what a delta changed finds what looking at everything finds`(part: Int) throws {
    let plan = ScanPlan(RandomDelta.catalog)
    let whole = Matcher(plan)
    let novel = Matcher(plan, remembersText: true)
    var deltas = 0
    for seed in part * 25..<(part + 1) * 25 {
      var source = RandomDelta(seed: UInt64(seed))
      var base = source.text(pieces: Int.random(in: 10...1200, using: &source.random))
      var inherited = base.withUnsafeBytes { novel.match($0) }
      // The answers of one delta are what the next one inherits.
      for generation in 0..<6 {
        let (text, segments) = source.edit(base)
        let before = novel.matchedBytes
        let matches = base.withUnsafeBytes { base in
          text.withUnsafeBytes { novel.match($0, base: base, segments: segments, inherited: inherited) }
        }
        if novel.matchedBytes - before < Int64(text.count) { deltas += 1 }
        let expected = text.withUnsafeBytes { tell(whole.resolve(whole.match($0), in: $0)) }
        let actual = text.withUnsafeBytes { tell(novel.resolve(matches, in: $0)) }
        let difference = zip(actual, expected).first { $0 != $1 }
        try #require(
          difference == nil && actual.count == expected.count, "seed \(seed), generation \(generation)")
        (base, inherited) = (text, matches)
      }
    }
    // Most of the cases must take the short way, or nothing was tested.
    #expect(deltas > 75)
  }

  @Test(arguments: 0..<4) func `text that was seen before is passed over, and nothing in it is missed`(
    part: Int
  ) {
    let plan = ScanPlan(RandomDelta.catalog)
    let whole = Matcher(plan)
    let seeing = Matcher(plan, remembersText: true)
    var source = RandomDelta(seed: UInt64(part))
    let secrets = (0..<6).map { _ in source.text(pieces: 12) }
    let plain = (0..<12).map { block in
      Array((0..<12).map { "line \($0) of block \(block) holds but words\n" }.joined().utf8)
    }
    for number in 0..<60 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 1...12, using: &source.random) {
        let pool = Int.random(in: 0..<10, using: &source.random) == 0 ? secrets : plain
        text += pool.randomElement(using: &source.random) ?? []
        if Int.random(in: 0..<8, using: &source.random) == 0 { text.removeLast(min(text.count, 7)) }
      }
      let expected = text.withUnsafeBytes { tell(whole.resolve(whole.match($0), in: $0)) }
      let actual = text.withUnsafeBytes { tell(seeing.resolve(seeing.match($0), in: $0)) }
      #expect(actual == expected, "part \(part), text \(number)")
    }
    #expect(seeing.searchedBytes * 10 < seeing.matchedBytes * 9)
  }

  private func tell(_ matches: [ResolvedMatch]) -> [String] {
    matches.map { match in
      let companions = match.companions.map { "\($0.role)=\(String(decoding: $0.value, as: UTF8.self))" }
      return
        "\(match.detector) \(match.line):\(match.column) \(String(decoding: match.value, as: UTF8.self).debugDescription) "
        + "\(companions) \(match.key ?? "-") \(match.encoding.name ?? "-")"
    }
  }
}
