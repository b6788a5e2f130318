/// How much text an expression can take.
struct PatternExtent: Hashable {
  /// Bytes; a repetition without bound counts as `unbounded` times.
  var most: Int
  var crossesLines: Bool

  private static let unbounded = 1024
  private static let limit = 16_384

  init(of node: ForeignNode) {
    var crosses = false
    node.visit { node in
      switch node {
      case .set(let set): crosses = crosses || set.contains(0x0A)
      case .text(let bytes, _): crosses = crosses || bytes.contains(0x0A)
      default: break
      }
    }
    crossesLines = crosses
    most = PatternExtent.width(of: node)
  }

  private static func width(of node: ForeignNode) -> Int {
    switch node {
    case .text(let bytes, _): bytes.count
    case .set: 1
    case .sequence(let parts): min(limit, parts.reduce(0) { min(limit, $0 + width(of: $1)) })
    case .alternatives(let parts): parts.map(width).max() ?? 0
    case .group(let inner, _, _): width(of: inner)
    case .loop(let inner, let least, let most, _):
      min(limit, width(of: inner) * min(most ?? max(least, isGap(inner) ? 64 : unbounded), limit))
    case .anchor, .look: 0
    }
  }

  /// White space between two tokens, which nobody writes by the screen.
  private static func isGap(_ node: ForeignNode) -> Bool {
    if case .set(let set) = node { return ByteSet.space.isSuperset(of: set) }
    return false
  }

  /// `reach` of the detector; nil for a line, which does for most.
  var reach: Int? {
    if !crossesLines, most <= 256 { return nil }
    return min(PatternExtent.limit, max(64, most))
  }
}
