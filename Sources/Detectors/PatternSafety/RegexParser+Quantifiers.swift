extension RegexParser {
  /// The atom in the loops that follow it.
  mutating func quantified(_ atom: RegexNode) -> RegexNode {
    var node = atom
    while let (least, most) = quantifier() {
      let isAtomic = skip("+")
      if !isAtomic { _ = skip("?") }
      node = .loop(node, least: least, most: most, isAtomic: isAtomic)
    }
    return node
  }

  private mutating func quantifier() -> (Int, Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    guard next == UInt8(ascii: "{") else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      return nil
    }
    if skip("}") { return (least, least) }
    guard skip(",") else {
      position = start
      return nil
    }
    let most = number()
    guard skip("}") else {
      position = start
      return nil
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while let byte = next, (0x30...0x39).contains(byte), position - start < 6 {
      value = value * 10 + Int(byte - 0x30)
      position += 1
    }
    return position > start ? value : nil
  }
}
