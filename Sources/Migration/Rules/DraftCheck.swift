package import Detectors

/// Makes detectors out of drafts that the loader takes, and that find their examples among all the others.
package struct DraftCheck {
  private let catalog: DetectorCatalog
  private static let rounds = SampleWriter.variants + 4

  /// - Parameter catalog: The detectors that the imported ones will stand beside.
  package init(_ catalog: DetectorCatalog) { self.catalog = catalog }

  /// Renames drafts that would replace a detector, drops those that the loader refuses or that find nothing.
  package func checked(_ migrated: Migrated) -> Migrated {
    var result = migrated.disabling(in: catalog)
    result.detectors = []
    var candidates: [Candidate] = []
    for draft in migrated.detectors {
      let renamed = renamed(draft, &result)
      do {
        guard let detector = try DetectorDocument.detector(of: renamed) else { continue }
        candidates.append(Candidate(draft: renamed, detector: detector))
      } catch {
        result.note(DraftCheck.refused(renamed, error.reason))
      }
    }
    settle(&candidates, &result)
    result.detectors = candidates.map(\.draft)
    for candidate in candidates { compare(candidate, &result) }
    return result
  }

  private struct Candidate {
    var draft: DetectorDraft
    var detector: Detector
    var isSettled = false
  }

  private func renamed(_ draft: DetectorDraft, _ result: inout Migrated) -> DetectorDraft {
    guard catalog.detector(withID: draft.id) != nil else { return draft }
    var renamed = draft
    renamed.id = "imported-" + draft.id
    for index in result.claims.indices where result.claims[index].detector == draft.id {
      result.claims[index].detector = renamed.id
    }
    result.note(
      Remark(
        .changed, place: draft.place, name: draft.name,
        reason: "a built-in detector has this id: the imported one is called '\(renamed.id)'"))
    return renamed
  }

  private static func refused(_ draft: DetectorDraft, _ reason: String) -> Remark {
    Remark(
      .left, place: draft.place, name: draft.name, reason: reason,
      advice: "write it by hand, as docs/detectors.md describes")
  }

  /// Tries the examples of all candidates together until each is found: with another example, or as one that gives
  /// way where a better claim takes the value.
  private func settle(_ candidates: inout [Candidate], _ result: inout Migrated) {
    for _ in 0..<DraftCheck.rounds {
      guard candidates.contains(where: { !$0.isSettled }) else { return }
      let all = catalog.merging(DetectorCatalog(detectors: candidates.map(\.detector)))
      let check = ExampleCheck(all)
      let spotter = Spotter(all)
      for index in candidates.indices where !candidates[index].isSettled {
        if check.failures(of: candidates[index].detector).isEmpty {
          candidates[index].isSettled = true
        } else {
          improve(&candidates[index], spotter)
        }
      }
    }
    for candidate in candidates where !candidate.isSettled {
      result.note(DraftCheck.refused(candidate.draft, "no example could be made that it finds"))
    }
    candidates.removeAll { !$0.isSettled }
    let known = Set((catalog.detectors + candidates.map(\.detector)).map(\.id))
    for index in candidates.indices { candidates[index].draft.yieldsTo.removeAll { !known.contains($0) } }
  }

  private func improve(_ candidate: inout Candidate, _ spotter: Spotter) {
    let takers = spotter.found(byTemplate: candidate.draft.samples[candidate.draft.sample])
      .subtracting([candidate.draft.id]).subtracting(candidate.draft.yieldsTo)
    if takers.isEmpty {
      candidate.draft.sample = (candidate.draft.sample + 1) % candidate.draft.samples.count
    } else {
      candidate.draft.yieldsTo = (candidate.draft.yieldsTo + takers).sorted()
    }
    candidate.detector.yieldsTo = candidate.draft.yieldsTo
    candidate.detector.examples = Detector.Examples(
      positive: [candidate.draft.samples[candidate.draft.sample]], negative: [])
  }

  /// The other tool's own examples: told where ours answers differently.
  private func compare(_ candidate: Candidate, _ result: inout Migrated) {
    let draft = candidate.draft
    guard !draft.examples.isEmpty || !draft.negativeExamples.isEmpty else { return }
    let spotter = Spotter(DetectorCatalog(detectors: [candidate.detector]))
    let missed = draft.examples.count { spotter.found(in: Array($0.utf8)).isEmpty }
    let wrong = draft.negativeExamples.count { !spotter.found(in: Array($0.utf8)).isEmpty }
    if missed > 0 {
      result.note(
        Remark(
          .changed, place: draft.place, name: draft.name,
          reason:
            "\(missed) of its \(draft.examples.count) examples \(missed == 1 ? "is" : "are") not found, "
            + "mostly because placeholders are refused", advice: "add placeholders = false if they should be")
      )
    }
    if wrong > 0 {
      result.note(
        Remark(
          .changed, place: draft.place, name: draft.name,
          reason:
            "\(wrong) of its \(draft.negativeExamples.count) negative examples \(wrong == 1 ? "is" : "are") found"
        ))
    }
  }
}

/// Which detectors find something in a text.
private struct Spotter {
  private let plan: ScanPlan
  private let matcher: Matcher

  init(_ catalog: DetectorCatalog) {
    plan = ScanPlan(catalog)
    matcher = Matcher(plan)
  }

  func found(in text: [UInt8]) -> Set<String> {
    text.withUnsafeBytes { text in
      Set(matcher.resolve(matcher.match(text), in: text).map { plan.catalog.detectors[$0.detector].id })
    }
  }

  /// As `ExampleCheck` does, for the first text that the template stands for.
  func found(byTemplate source: String) -> Set<String> {
    do { return found(in: Array(try ExampleTemplate(source).text(seed: 0).utf8)) } catch { return [] }
  }
}
