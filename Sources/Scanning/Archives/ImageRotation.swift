internal import Archives
internal import Findings

/// What the layers show of a secret's replacement: only steps after which it was in no file any more, and returns
/// after such a step.
struct ImageRotation {
  private(set) var events: [RotationEvent] = []
  private(set) var rotation = Rotation.none
  /// The step that took the last copy away.
  private(set) var removal: Int?

  init(_ secret: Int32, _ lives: [ImageHistory.Life], _ image: ImageFindings, isInPlace: Bool) {
    let detector = image.table.secrets[Int(secret)].detector
    let isOfSameKind: (Int32) -> Bool = { image.table.secrets[Int($0)].detector == detector }
    for layer in Set(lives.flatMap(\.removals)).sorted() where !image.history.holds(lives, after: layer) {
      for life in lives where life.removals.contains(layer) {
        let successor = image.history.successor(of: life, in: layer, isOfSameKind: isOfSameKind)
        add(layer, life.place.path, successor, image)
      }
      removal = image.timeline.step(ofLayer: layer)
      rotation =
        events.contains { $0.kind == .superseded && $0.commit.layer?.step == (removal ?? 0) + 1 }
        ? .superseded : .removed
    }
    addReturns(lives, image)
    if isInPlace {
      (rotation, removal) = (.none, nil)
    } else if lives.isEmpty, let next = image.config.successor(of: secret, isOfSameKind: isOfSameKind) {
      rotation = .superseded
      events.append(
        RotationEvent(
          kind: .superseded, commit: image.timeline.summary(next.step), path: "history",
          successor: image.identities.fingerprint(next.secret)))
    }
    events.sort { ($0.commit.layer?.step ?? 0, $0.path) < ($1.commit.layer?.step ?? 0, $1.path) }
  }

  private mutating func add(_ layer: Int, _ path: String, _ successor: Int32?, _ image: ImageFindings) {
    events.append(
      RotationEvent(
        kind: successor == nil ? .removed : .superseded, commit: image.summary(ofLayer: layer), path: path,
        successor: successor.map { image.identities.fingerprint($0) }))
  }

  private mutating func addReturns(_ lives: [ImageHistory.Life], _ image: ImageFindings) {
    let first = lives.map(\.first).min() ?? 0
    for life in lives {
      for layer in life.spans.map(\.lowerBound) where layer > first {
        guard !image.history.holds(lives, after: layer - 1) else { continue }
        events.append(
          RotationEvent(kind: .reintroduced, commit: image.summary(ofLayer: layer), path: life.place.path))
      }
    }
  }
}
