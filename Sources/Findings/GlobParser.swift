/// Reads a path pattern into tokens.
struct GlobParser {
  private var rest: [Unicode.Scalar]
  private var position = 0

  init(_ pattern: String) { rest = Array(pattern.unicodeScalars) }

  mutating func tokens() -> [PathGlob.Token] {
    guard !rest.isEmpty else { return [] }
    var tokens: [PathGlob.Token] = rest.contains("/") ? [] : [.folders]
    if rest.first == "/" { rest.removeFirst() }
    if rest.last == "/" { rest += ["*", "*"] }
    while position < rest.count { tokens.append(token()) }
    return tokens
  }

  private mutating func token() -> PathGlob.Token {
    let scalar = take()
    switch scalar {
    case "?": return .any
    case "*": return star()
    case "[": return set() ?? .scalar(scalar)
    case "\\": return .scalar(position < rest.count ? take() : scalar)
    default: return .scalar(scalar)
    }
  }

  private mutating func star() -> PathGlob.Token {
    let isAtFolder = position == 1 || rest[position - 2] == "/"
    guard peek == "*" else { return .run }
    while peek == "*" { position += 1 }
    guard isAtFolder, peek == "/" else { return .everything }
    position += 1
    return .folders
  }

  /// Nil, with nothing taken, when the set is not closed.
  private mutating func set() -> PathGlob.Token? {
    let start = position
    let isNegated = peek == "!" || peek == "^"
    if isNegated { position += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let scalar = member(isFirst: ranges.isEmpty) {
      if peek == "-", position + 1 < rest.count, rest[position + 1] != "]" {
        position += 1
        let end = member(isFirst: true) ?? scalar
        if scalar <= end { ranges.append(scalar...end) }
      } else {
        ranges.append(scalar...scalar)
      }
    }
    guard peek == "]" else {
      position = start
      return nil
    }
    position += 1
    return .set(ranges, isNegated: isNegated)
  }

  /// One character of a set; a `]` is one only where the set begins.
  private mutating func member(isFirst: Bool) -> Unicode.Scalar? {
    guard let scalar = peek, isFirst || scalar != "]" else { return nil }
    position += 1
    guard scalar == "\\", position < rest.count else { return scalar }
    return take()
  }

  private var peek: Unicode.Scalar? { position < rest.count ? rest[position] : nil }

  private mutating func take() -> Unicode.Scalar {
    defer { position += 1 }
    return rest[position]
  }
}
