internal import Patterns

/// Collects the detectors' literals, each distinct one once, with its spellings.
struct LiteralPlan {
  private(set) var literals: [LiteralSet.Literal] = []
  private(set) var uses: [[ScanPlan.Use]] = []
  private var indexes: [Key: Int] = [:]

  private struct Key: Hashable {
    let bytes: [UInt8]
    let ignoresCase: Bool
  }

  mutating func add(_ detector: Detector, rule: Int) {
    for word in detector.wordLiterals {
      add(Array(word.text.utf8), ignoresCase: true, ScanPlan.Use(rule: rule, base64Phase: nil, isWord: true))
    }
    for literal in detector.literals {
      add(Array(literal.text.utf8), ignoresCase: literal.ignoresCase, ScanPlan.Use(rule: rule, base64Phase: nil))
      guard detector.searchesBase64, !literal.ignoresCase, literal.text.utf8.count >= 4 else { continue }
      for phase in 0..<3 {
        let encoded = LiteralPlan.base64(Array(literal.text.utf8), phase: phase)
        guard encoded.count >= 4 else { continue }
        add(encoded, ignoresCase: false, ScanPlan.Use(rule: rule, base64Phase: phase))
      }
    }
  }

  private mutating func add(_ bytes: [UInt8], ignoresCase: Bool, _ use: ScanPlan.Use) {
    let key = Key(bytes: ignoresCase ? bytes.map(LiteralPlan.lower) : bytes, ignoresCase: ignoresCase)
    if let index = indexes[key] {
      if !uses[index].contains(where: { $0.rule == use.rule && $0.base64Phase == use.base64Phase && $0.isWord == use.isWord }) {
        uses[index].append(use)
      }
      return
    }
    indexes[key] = literals.count
    literals.append(LiteralSet.Literal(key.bytes, ignoresCase: ignoresCase))
    uses.append([use])
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// The characters that encode `bytes` whatever stands around them, when the first byte has place `phase`
  /// in its group of three (RFC 4648, section 4).
  static func base64(_ bytes: [UInt8], phase: Int) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let padded = [UInt8](repeating: 0, count: phase) + bytes + [0, 0]
    let firstBit = phase * 8
    let lastBit = firstBit + bytes.count * 8
    var result: [UInt8] = []
    // Characters cover six bits each; keep those that lie wholly inside the literal.
    var bit = (firstBit + 5) / 6 * 6
    while bit + 6 <= lastBit {
      let word = UInt32(padded[bit / 8]) << 8 | UInt32(padded[bit / 8 + 1])
      result.append(alphabet[Int(word >> UInt32(10 - bit % 8)) & 63])
      bit += 6
    }
    return result
  }

  /// How many bits of the group's first character's group lie before the stable characters: the offset, in
  /// characters, of the first stable character from the start of its group of four.
  static func groupOffset(phase: Int) -> Int { (phase * 8 + 5) / 6 }
}
