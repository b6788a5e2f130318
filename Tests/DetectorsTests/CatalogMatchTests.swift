import Detectors
import EmbeddedDetectors
import Testing

/// The whole catalogue against its own examples: every detector among all others.
struct CatalogMatchTests {
  private static let plan = ScanPlan(.embedded)

  @Test(arguments: DetectorCatalog.embedded.detectors.map(\.id))
  func `a detector finds its positive examples and not its negative ones`(id: String) throws {
    let detector = try #require(DetectorCatalog.embedded.detector(withID: id))
    let matcher = Matcher(Self.plan)
    for example in DetectorExamples(DetectorCatalog(detectors: [detector]), seeds: 2) {
      let found = Array(example.text.utf8).withUnsafeBytes { text in
        matcher.resolve(matcher.match(text), in: text).contains { match in
          let winner = Self.plan.catalog.detectors[match.detector].id
          return winner == id || (example.shouldMatch && detector.yieldsTo.contains(winner))
        }
      }
      #expect(
        found == example.shouldMatch, "\(id) on a \(example.shouldMatch ? "positive" : "negative") example")
    }
  }
}
