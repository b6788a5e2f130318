internal import Patterns

/// Why a detector does not find its positive example.
struct MissReason: CustomStringConvertible {
  let description: String

  init(_ detector: Detector, text: [UInt8], others: [String]) {
    description = Self.reason(detector, text, others)
  }

  private static func reason(_ detector: Detector, _ text: [UInt8], _ others: [String]) -> String {
    if finds(detector, in: text) {
      return
        "is taken by '\(others.first ?? "another detector")' (name it in yields-to, or be more sure than it)"
    }
    if !holdsLiteral(detector, text) { return "holds no literal or keyword of the detector" }
    if let test = failingTest(detector, text) { return "is not found: its value fails \(test)" }
    if case .pattern = detector.rule { return "is not found: the pattern does not match" }
    return "is not found: no value of the context's charset and length stands in its place"
  }

  private static func finds(_ detector: Detector, in text: [UInt8]) -> Bool {
    let matcher = Matcher(ScanPlan(DetectorCatalog(detectors: [detector])))
    return text.withUnsafeBytes { !matcher.resolve(matcher.match($0), in: $0).isEmpty }
  }

  private static func holdsLiteral(_ detector: Detector, _ text: [UInt8]) -> Bool {
    var isPresent = false
    let tables = PlanTables(DetectorList([detector]))
    text.withUnsafeBytes { text in
      for literals in [tables.literals, tables.names] {
        literals.forEachOccurrence(in: text, range: 0..<text.count) { _, _ in isPresent = true }
      }
    }
    return isPresent
  }

  /// Leaves out one test after the other until the value passes.
  private static func failingTest(_ detector: Detector, _ text: [UInt8]) -> String? {
    var lenient = detector
    lenient.checksum = nil
    if finds(lenient, in: text) { return "the checksum" }
    lenient.minEntropy = 0
    if finds(lenient, in: text) { return "the entropy test (least \(detector.minEntropy) bits a byte)" }
    lenient.stopWords = []
    if finds(lenient, in: text) { return "the stop words" }
    lenient.rejectsPlaceholders = false
    if finds(lenient, in: text) { return "the placeholder test" }
    return nil
  }
}
