/// The tables that tell most text from what may hold a literal: for every hash a bit or a byte, 1 where a literal has it.
struct LiteralFilters: Sendable {
  /// 32 bits each: as bytes, those of thousands of literals would not stay in the cache.
  private let long: [UInt32]
  private let short: [UInt8]
  /// By a pair's two bytes, the first one low.
  private let pairs: [UInt8]
  private let longShift: UInt32

  /// The index into `short` has 15 bits.
  private static let shortShift: UInt32 = 32 - 15

  init(long entries: [GramTable.Entry], short shortEntries: [GramTable.Entry]) {
    // One test in fifty or fewer passes by chance.
    var bits: UInt32 = 12
    while bits < 20, 1 << bits < entries.count * 48 { bits += 1 }
    longShift = 32 - bits
    var long = [UInt32](repeating: 0, count: 1 << (bits - 5))
    for entry in entries {
      let index = Sieve.index(entry.gram, longShift)
      long[index >> 5] |= 1 << UInt32(index & 31)
    }
    var short = [UInt8](repeating: 0, count: 1 << (32 - LiteralFilters.shortShift))
    var pairs = [UInt8](repeating: 0, count: 1 << 16)
    for entry in shortEntries {
      if !entry.isShortest {
        short[Sieve.index(entry.gram, LiteralFilters.shortShift)] = 1
      } else {
        pairs[Int(entry.gram & 0xFFFF)] = 1
        pairs[Int(entry.gram >> 8)] = 1
      }
    }
    self.long = long
    self.short = short
    self.pairs = pairs
  }

  @inline(__always)
  func withSieve(_ body: (Sieve) -> Void) {
    long.withUnsafeBufferPointer { long in
      short.withUnsafeBufferPointer { short in
        pairs.withUnsafeBufferPointer { pairs in
          guard let long = long.baseAddress, let short = short.baseAddress, let pairs = pairs.baseAddress
          else { return }
          body(
            Sieve(
              long: long, short: short, pairs: pairs, longShift: longShift,
              shortShift: LiteralFilters.shortShift))
        }
      }
    }
  }
}

/// The filters at the hand of the inner loop.
struct Sieve {
  let long: UnsafePointer<UInt32>
  let short: UnsafePointer<UInt8>
  let pairs: UnsafePointer<UInt8>
  let longShift: UInt32
  let shortShift: UInt32

  /// 2^32 divided by the golden ratio: spreads neighbouring grams (Knuth, "The Art of Computer Programming", 6.4).
  private static let factor: UInt32 = 0x9E37_79B1

  @inline(__always)
  static func index(_ gram: UInt32, _ shift: UInt32) -> Int { Int((gram &* factor) &>> shift) }

  /// False for nearly all text.
  @inline(__always)
  func mayHold(_ word: UInt64) -> Bool {
    let folded = word | 0x2020_2020_2020_2020
    let first = testLong(folded, 0) | testLong(folded, 1) | testLong(folded, 2)
    let second = testShort(word, 0) | testShort(word, 1) | testShort(word, 2)
    let third = testPair(word, 0) | testPair(word, 1) | testPair(word, 2)
    return first | UInt32(second | third) != 0
  }

  /// What of the eight bytes passed; see `LiteralSet.verify` for the bits.
  @inline(__always)
  func places(_ word: UInt64) -> UInt32 {
    let folded = word | 0x2020_2020_2020_2020
    var bits: UInt32 = 0
    for place in 0..<UInt64(3) {
      bits |= testLong(folded, place) &<< UInt32(place)
      bits |= UInt32(testShort(word, place)) &<< UInt32(place &+ 3)
      bits |= UInt32(testPair(word, place)) &<< UInt32(place &+ 6)
    }
    return bits
  }

  @inline(__always)
  private func testLong(_ word: UInt64, _ place: UInt64) -> UInt32 {
    let index = Sieve.index(UInt32(truncatingIfNeeded: word &>> (16 &* place)), longShift)
    return long[index &>> 5] &>> UInt32(truncatingIfNeeded: index & 31) & 1
  }

  @inline(__always)
  private func testShort(_ word: UInt64, _ place: UInt64) -> UInt8 {
    let gram = UInt32(truncatingIfNeeded: word &>> (16 &* place)) & 0xFF_FFFF
    return short[Sieve.index(gram, shortShift)]
  }

  /// The pair at an odd position.
  @inline(__always)
  private func testPair(_ word: UInt64, _ place: UInt64) -> UInt8 {
    pairs[Int(UInt16(truncatingIfNeeded: word &>> (16 &* place &+ 8)))]
  }
}
