internal import Archives
internal import Findings
internal import Git

/// What the configuration of an image holds beside its files.
struct ImageConfigHits {
  /// In variables, labels and whatever else the configuration says today.
  private(set) var present: [(name: String, hit: Hit)] = []
  /// In the instructions of the build: they stay for ever, whatever a later one sets.
  private(set) var past: [(step: Int, hit: Hit)] = []

  init(_ image: ContainerImage, _ texts: ImageTexts) {
    for text in image.texts {
      for hit in texts.hits(in: text.lines, of: text.name) { present.append((text.name, hit)) }
    }
    // All steps together: an id may stand in one and its key in the next.
    let steps = image.steps.map { ImageTimeline.instruction($0.command) }
    for hit in texts.hits(in: steps, of: "history") { past.append((Int(hit.line) - 1, hit)) }
  }

  var secrets: Set<Int32> { Set(present.map(\.hit.secret) + past.map(\.hit.secret)) }

  /// The step that first tells a secret.
  func step(of secret: Int32) -> Int? { past.first { $0.hit.secret == secret }?.step }

  /// The step that gives the variable of a secret that is set no more another value, and that value.
  func successor(of secret: Int32, isOfSameKind: (Int32) -> Bool) -> (step: Int, secret: Int32)? {
    guard let old = past.last(where: { $0.hit.secret == secret }), old.hit.key >= 0 else { return nil }
    let next = past.first {
      $0.step > old.step && $0.hit.key == old.hit.key && $0.hit.secret != secret
        && isOfSameKind($0.hit.secret)
    }
    return next.map { ($0.step, $0.hit.secret) }
  }
}
