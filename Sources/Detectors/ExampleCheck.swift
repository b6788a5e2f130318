/// Tries detectors on the examples that they bring, among all the others: what another detector takes over by
/// a better claim is not found.
package struct ExampleCheck {
  private let plan: ScanPlan
  private let matcher: Matcher

  /// An example that a detector is wrong about.
  package struct Failure: Hashable {
    package let shouldMatch: Bool
    /// 1-based, in the order of the file.
    package let number: Int
    /// As it was written, never the generated text.
    package let template: String
    package let reason: String

    package var description: String {
      "\(shouldMatch ? "positive" : "negative") example \(number) \(reason): \(template)"
    }
  }

  package init(_ catalog: DetectorCatalog) {
    plan = ScanPlan(catalog)
    matcher = Matcher(plan)
  }

  /// Every example of a detector of the catalogue that fails, once, with the reason.
  package func failures(of detector: Detector, seeds: Int = 3) -> [Failure] {
    failures(of: detector, detector.examples.positive, shouldMatch: true, seeds: seeds)
      + failures(of: detector, detector.examples.negative, shouldMatch: false, seeds: seeds)
  }

  private func failures(
    of detector: Detector, _ templates: [String], shouldMatch: Bool, seeds: Int
  ) -> [Failure] {
    templates.enumerated().compactMap { (index, source) -> Failure? in
      guard let template = ExampleCheck.parsed(source) else { return nil }
      for seed in 0..<seeds {
        let text = Array(template.text(seed: UInt64(seed)).utf8)
        guard let reason = reason(for: text, detector, shouldMatch: shouldMatch) else { continue }
        return Failure(shouldMatch: shouldMatch, number: index + 1, template: source, reason: reason)
      }
      return nil
    }
  }

  private static func parsed(_ source: String) -> ExampleTemplate? {
    do { return try ExampleTemplate(source) } catch { return nil }
  }

  /// Nil when the detector is right about the text.
  private func reason(for text: [UInt8], _ detector: Detector, shouldMatch: Bool) -> String? {
    let found = text.withUnsafeBytes { text in
      matcher.resolve(matcher.match(text), in: text).map { plan.catalog.detectors[$0.detector].id }
    }
    guard matcher.takeGaveUp().isEmpty else { return "makes the pattern give up" }
    guard shouldMatch else { return found.contains(detector.id) ? "is found" : nil }
    // A positive may well be another's, if the detector says that it gives way to that one.
    if found.contains(where: { $0 == detector.id || detector.yieldsTo.contains($0) }) { return nil }
    return MissReason(detector, text: text, others: found).description
  }
}
