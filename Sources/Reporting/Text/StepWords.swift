import Findings

extension CommitSummary {
  /// What it is called in a sentence: `3f2a9c1b04`, `layer 3 (5e1fa2b3c4)`, or `build step 4` for a step of an
  /// image's build that made no layer.
  var name: String {
    guard let layer else { return Words.short(id) }
    return layer.hasFiles ? "layer \(layer.step) (\(Words.short(id)))" : "build step \(layer.step)"
  }

  /// `commit 3f2a9c1b04`, `layer 3 (5e1fa2b3c4)`.
  var title: String { layer == nil ? "commit \(name)" : name }

  /// Its day, or `undated`.
  var day: String { date?.date ?? "undated" }

  /// Who made it: for a commit its author, for a layer the instruction.
  var maker: String {
    guard layer != nil else { return author.name }
    return subject.count > 80 ? subject.prefix(79) + "…" : subject
  }
}
