import Findings

/// Damages bytes in the ways that break parsers; the same seed does the same.
package struct Mutator: RandomNumberGenerator {
  private var random: SeededRandom

  package init(seed: Int) {
    random = SeededRandom(seed: UInt64(truncatingIfNeeded: seed) &* 0x2545_F491_4F6C_DD1D)
  }

  package mutating func next() -> UInt64 { random.next() }

  package mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &self) }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// One to `most` changes at places of its own choice, all of them behind `start`.
  package mutating func damaged(_ bytes: [UInt8], most: Int = 4, from start: Int = 0) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(most) where bytes.count > start { damage(&bytes, from: start) }
    return bytes
  }

  private static let edges: [UInt8] = [0, 1, 0x0A, 0x20, 0x22, 0x5B, 0x7F, 0x80, 0xFE, 0xFF]

  private mutating func damage(_ bytes: inout [UInt8], from start: Int) {
    let place = start + below(bytes.count - start)
    let end = min(bytes.count, place + 1 + below(16))
    switch below(9) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = UInt8(truncatingIfNeeded: next())
    case 2: bytes[place] = Mutator.edges[below(Mutator.edges.count)]
    case 3: for index in place..<end { bytes[index] = 0xFF }
    case 4: bytes.removeSubrange(place..<end)
    case 5: bytes.insert(contentsOf: self.bytes(1 + below(8)), at: place)
    case 6: bytes.insert(contentsOf: bytes[place..<end], at: start + below(bytes.count - start))
    case 7: bytes.swapAt(place, start + below(bytes.count - start))
    default: if below(4) == 0 { bytes.removeSubrange(place...) }
    }
  }
}
