internal import Detectors

/// Tries detectors on the examples that they bring, among all the others: what another detector takes over by
/// a better claim is not found.
struct DetectorCheck {
  private let plan: ScanPlan
  private let matcher: Matcher
  private let references: [String: [String]]

  init(_ catalog: DetectorCatalog) {
    plan = ScanPlan(catalog)
    matcher = Matcher(plan)
    references = Dictionary(grouping: catalog.unknownReferences, by: \.detector)
      .mapValues { $0.map(\.reason) }
  }

  /// One line each: a positive that the detector misses, a negative that it finds, a name that nobody has.
  /// Templates are told and never the generated texts.
  func complaints(about detector: Detector) -> [String] {
    var seen: Set<String> = []
    var complaints = references[detector.id] ?? []
    for example in DetectorExamples(DetectorCatalog(detectors: [detector])) {
      guard let complaint = complaint(about: example), seen.insert(complaint).inserted else { continue }
      complaints.append(complaint)
    }
    return complaints
  }

  private func complaint(about example: DetectorExamples.Example) -> String? {
    let isFound = finds(example)
    guard matcher.takeGaveUp().isEmpty else { return "gives up on: \(example.template)" }
    guard isFound != example.shouldMatch else { return nil }
    return (example.shouldMatch ? "does not find its positive: " : "finds its negative: ") + example.template
  }

  private func finds(_ example: DetectorExamples.Example) -> Bool {
    // A positive may well be another's, if the detector says that it gives way to that one.
    let accepted = [example.detector.id] + (example.shouldMatch ? example.detector.yieldsTo : [])
    return Array(example.text.utf8).withUnsafeBytes { text in
      matcher.resolve(matcher.match(text), in: text).contains { match in
        accepted.contains(plan.catalog.detectors[match.detector].id)
      }
    }
  }
}
