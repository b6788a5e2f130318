/// The texts that a catalogue's examples stand for: what the test suite and authors check detectors with.
package struct DetectorExamples: Sendable, Sequence {
  package struct Example: Sendable, Hashable, CustomStringConvertible {
    package let detector: Detector
    package let template: String
    package let text: String
    package let shouldMatch: Bool

    /// Without the generated text.
    package var description: String {
      "\(detector.id) \(shouldMatch ? "finds" : "ignores") \(template.prefix(80))"
    }
  }

  private let examples: [Example]

  /// Each template with as many seeds as said; a template that cannot be read gives no example (reading a
  /// detector file refuses it).
  package init(_ catalog: DetectorCatalog, seeds: Int = 3) {
    examples = catalog.detectors.flatMap { detector in
      Self.examples(of: detector, detector.examples.positive, shouldMatch: true, seeds: seeds)
        + Self.examples(of: detector, detector.examples.negative, shouldMatch: false, seeds: seeds)
    }
  }

  package func makeIterator() -> IndexingIterator<[Example]> { examples.makeIterator() }

  private static func examples(
    of detector: Detector, _ templates: [String], shouldMatch: Bool, seeds: Int
  ) -> [Example] {
    templates.flatMap { source -> [Example] in
      guard let template = parsed(source) else { return [] }
      return (0..<seeds).map { seed in
        Example(
          detector: detector, template: source, text: template.text(seed: UInt64(seed)),
          shouldMatch: shouldMatch)
      }
    }
  }

  private static func parsed(_ source: String) -> ExampleTemplate? {
    do { return try ExampleTemplate(source) } catch { return nil }
  }
}
