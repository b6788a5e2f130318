import Detectors
import Testing

struct DetectorTimingsTests {
  @Test func `timings count hits, searches and matches`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    let timings = DetectorTimings()
    do {
      let matcher = Matcher(ScanPlan(catalog, timings: timings))
      for example in DetectorExamples(catalog) where example.shouldMatch {
        Array(example.text.utf8).withUnsafeBytes { _ = matcher.match($0) }
      }
    }
    let rows = timings.rows
    #expect(Set(rows.map(\.detector)) == Set(catalog.detectors.map(\.id)))
    for row in rows {
      #expect(row.literalHits > 0 && row.searches > 0 && row.matches > 0 && row.limitHits == 0, "\(row)")
    }
    #expect(rows.map(\.time) == rows.map(\.time).sorted(by: >))
  }

  @Test func `a search that is given up is counted and told, also one for a companion`() throws {
    let slow = #"x(a|aa|aaa)+!?[cd]"#
    let detector = try #require(try Files.catalog("testdata/detectors").detectors.first)
    let companion = Detector.Companion(
      role: "id", pattern: slow, distance: 300, isRequired: false, isSecret: false, minEntropy: 0)
    let detectors = [
      Detector(summary: detector.summary, rule: .pattern("slow (\(slow))"), literals: [.init("slow")]),
      Detector(
        summary: detector.summary, rule: .pattern("key ([a-z]{8})"), literals: [.init("key")],
        companions: [companion]),
    ]
    for detector in detectors {
      let timings = DetectorTimings()
      var matcher: Matcher? = Matcher(ScanPlan(DetectorCatalog(detectors: [detector]), timings: timings))
      let text = "key bcdfghij slow x" + String(repeating: "a", count: 200) + "!"
      Array(text.utf8).withUnsafeBytes { _ = matcher?.match($0) }
      #expect(matcher?.takeGaveUp() == [detector.id])
      matcher = nil
      #expect(timings.rows.map(\.limitHits) == [1])
    }
  }
}
