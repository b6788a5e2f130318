extension ForeignParser {
  /// The node in the loops that follow it.
  mutating func quantified(_ atom: ForeignNode) throws(RegexError) -> ForeignNode {
    var node = atom
    var count = 0
    while let (least, most) = try quantifier() {
      count += 1
      guard count <= (dialect == .go ? 1 : 4) else { throw RegexError("quantifiers are stacked") }
      guard most.map({ $0 >= least && $0 <= 65_535 }) ?? (least <= 65_535) else {
        throw RegexError("a repetition has impossible bounds")
      }
      let isLazy = skip("?") != flags.isUngreedy
      node = .loop(node, least: least, most: most, isLazy: isLazy).flattened
    }
    return node
  }

  private mutating func quantifier() throws(RegexError) -> (Int, Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    guard next == "{" else { return nil }
    let start = position
    position += 1
    let least = number()
    if let least, skip("}") { return (least, least) }
    if skip(","), least != nil || dialect == .rust {
      let most = number()
      if skip("}"), least != nil || most != nil { return (least ?? 0, most) }
    }
    guard dialect == .go else { throw RegexError("a '{' begins no repetition") }
    // Text, in Go.
    position = start
    return nil
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = next.flatMap({ Int(String($0)) }), (value ?? 0) < 1_000_000 {
      value = (value ?? 0) * 10 + digit
      position += 1
    }
    return value
  }
}

extension ForeignNode {
  /// `(a+)+` without a capture is `a+`: nested loops would be refused as slow.
  fileprivate var flattened: ForeignNode {
    guard case .loop(.loop(let inner, let low, nil, let isLazy), let least, let most, _) = self, low <= 1,
      least <= 1, most != 0
    else { return self }
    return .loop(inner, least: low * least, most: nil, isLazy: isLazy)
  }
}
