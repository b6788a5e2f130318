import Detectors
import Findings
import Patterns
import Testing

struct LiteralSetTests {
  /// What the one-pass search must find: every occurrence of every literal, in any order.
  private func naive(_ literals: [LiteralSet.Literal], _ text: [UInt8], _ range: Range<Int>) -> Set<[Int]> {
    var found: Set<[Int]> = []
    for (index, literal) in literals.enumerated() where literal.bytes.count <= range.count {
      for start in range.lowerBound...(range.upperBound - literal.bytes.count) {
        let matches = literal.bytes.indices.allSatisfy { place in
          let (left, right) = (text[start + place], literal.bytes[place])
          return left == right || (literal.ignoresCase && lower(left) == lower(right))
        }
        if matches { found.insert([index, start]) }
      }
    }
    return found
  }

  private func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  @Test(arguments: UInt64(1)...200)
  func `one pass finds what a search for each literal finds`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("abcABC_-1".utf8)
    let literals = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      LiteralSet.Literal(
        (0..<Int.random(in: 3...9, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 },
        ignoresCase: Bool.random(using: &random))
    }
    var text = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      alphabet.randomElement(using: &random) ?? 0
    }
    if Bool.random(using: &random), let literal = literals.first { text += literal.bytes }
    let low = Int.random(in: 0...text.count, using: &random)
    let range = low..<Int.random(in: low...text.count, using: &random)
    let set = LiteralSet(literals)
    var found: [[Int]] = []
    text.withUnsafeBytes { bytes in
      set.forEachOccurrence(in: bytes, range: range) { found.append([$0, $1]) }
    }
    #expect(Set(found) == naive(literals, text, range))
    #expect(Set(found).count == found.count)
  }
}
