internal import Patterns

/// Collects the detectors' literals, each distinct one once, with its spellings.
struct LiteralPlan {
  private(set) var literals: [LiteralSet.Literal] = []
  /// Rules that are asked wherever the literal stands.
  private(set) var uses: [[Int]] = []
  /// Rules that are asked where a long run is near.
  private(set) var nearUses: [[Int]] = []
  /// Rules for which the literal is the provider's name.
  private(set) var words: [[Int]] = []
  private var indexes: [Key: Int] = [:]
  /// The longest of the providers' names, in bytes.
  private(set) var longestWord = 0

  private struct Key: Hashable {
    let bytes: [UInt8]
    let ignoresCase: Bool
  }

  /// - Parameter isNear: its literals count only where a long run is near.
  mutating func add(_ detector: Detector, rule: Int, isNear: Bool) {
    for word in detector.wordLiterals {
      let index = index(of: Array(word.text.utf8), ignoresCase: true)
      longestWord = max(longestWord, word.text.utf8.count)
      if !words[index].contains(rule) { words[index].append(rule) }
    }
    for literal in detector.literals {
      let index = index(of: Array(literal.text.utf8), ignoresCase: literal.ignoresCase)
      if isNear {
        if !nearUses[index].contains(rule) { nearUses[index].append(rule) }
      } else if !uses[index].contains(rule) {
        uses[index].append(rule)
      }
    }
  }

  private mutating func index(of bytes: [UInt8], ignoresCase: Bool) -> Int {
    let key = Key(bytes: ignoresCase ? bytes.map(LiteralPlan.lower) : bytes, ignoresCase: ignoresCase)
    if let index = indexes[key] { return index }
    indexes[key] = literals.count
    literals.append(LiteralSet.Literal(key.bytes, ignoresCase: ignoresCase))
    uses.append([])
    nearUses.append([])
    words.append([])
    return literals.count - 1
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
