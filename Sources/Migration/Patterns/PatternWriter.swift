/// Writes an expression as PCRE2 on bytes, with one capture at most: the value.
struct PatternWriter {
  private let secret: SecretGroup
  /// Written once in front instead of around every letter.
  private let ignoresCase: Bool

  static func text(of pattern: ForeignPattern, secret: SecretGroup) -> String {
    let ignoresCase = pattern.root.ignoresCaseThroughout
    let writer = PatternWriter(secret: secret, ignoresCase: ignoresCase)
    return (ignoresCase ? "(?i)" : "") + writer.text(pattern.root)
  }

  private func text(_ node: ForeignNode) -> String {
    switch node {
    case .text(let bytes, let folds): letters(bytes, folds: folds)
    case .set(let set): ClassWriter.text(of: set)
    case .sequence(let parts): sequence(parts)
    case .alternatives(let parts): alternatives(parts, of: node)
    case .loop(let inner, let least, let most, let isLazy):
      atom(inner) + PatternWriter.quantifier(least, most) + (isLazy ? "?" : "")
    case .group(let inner, let number, _):
      secret.contains(number) ? opening + text(inner) + ")" : "(?:" + text(inner) + ")"
    case .anchor(let anchor): anchor
    case .look(let opening, let inner): opening + text(inner) + ")"
    }
  }

  private var opening: String {
    if case .group = secret { return "(?<secret>" }
    return "("
  }

  /// Runs of letters that ignore the case share one group.
  private func sequence(_ parts: [ForeignNode]) -> String {
    var result = ""
    var run: [UInt8] = []
    for part in parts {
      if case .text(let bytes, true) = part, !ignoresCase {
        run += bytes
        continue
      }
      if !run.isEmpty { result += "(?i:" + PatternWriter.escaped(run) + ")" }
      run = []
      if case .alternatives = part { result += "(?:" + text(part) + ")" } else { result += text(part) }
    }
    return run.isEmpty ? result : result + "(?i:" + PatternWriter.escaped(run) + ")"
  }

  private func alternatives(_ parts: [ForeignNode], of node: ForeignNode) -> String {
    let branches = parts.map(text).joined(separator: "|")
    if case .branches(let numbers) = secret, node.isChoice(of: numbers) { return "(?|" + branches + ")" }
    return branches
  }

  private func letters(_ bytes: [UInt8], folds: Bool) -> String {
    let escaped = PatternWriter.escaped(bytes)
    return folds && !ignoresCase ? "(?i:" + escaped + ")" : escaped
  }

  private func atom(_ node: ForeignNode) -> String {
    switch node {
    case .set, .look: text(node)
    case .group(_, let number, _) where secret.contains(number): text(node)
    case .text(let bytes, false) where bytes.count == 1: text(node)
    case .text(let bytes, true) where bytes.count == 1 && ignoresCase: text(node)
    case .text(_, true) where !ignoresCase: text(node)
    case .group(let inner, _, _): "(?:" + text(inner) + ")"
    default: "(?:" + text(node) + ")"
    }
  }

  private static func quantifier(_ least: Int, _ most: Int?) -> String {
    switch (least, most) {
    case (0, nil): "*"
    case (1, nil): "+"
    case (0, 1?): "?"
    case (_, nil): "{\(least),}"
    case (_, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
    }
  }

  static func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      if (0x20...0x7E).contains(byte) {
        let character = String(Unicode.Scalar(byte))
        return #"\^$.[]|()?*+{}"#.contains(character) ? "\\" + character : character
      }
      return hex(byte)
    }.joined()
  }

  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}

extension ForeignNode {
  /// No letter in it has a case of its own.
  fileprivate var ignoresCaseThroughout: Bool {
    var hasFolded = false
    var hasPlain = false
    visit { node in
      switch node {
      case .text(let bytes, let folds):
        hasFolded = hasFolded || folds
        hasPlain = hasPlain || (!folds && bytes.contains(where: \.isASCIILetter))
      case .set(let set): hasPlain = hasPlain || set != set.folded
      default: break
      }
    }
    return hasFolded && !hasPlain
  }
}
