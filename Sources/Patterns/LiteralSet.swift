/// Many strings searched for in one pass.
///
/// Literals of five or more bytes are found by four bytes, case bit set, at every second position: of each the two
/// neighbouring grams that are rarest in source text are entered, so that one of them falls on a tested
/// position. Shorter literals are found by their rarest three bytes, case as it is, at every position. Both
/// tests ask a small table; a mark there leads to a small hash table and a comparison. Building takes some 2 ms for 7,000 literals, so that a process that scans one file pays hardly
/// any start-up.
package struct LiteralSet: Sendable {
  package struct Literal: Sendable {
    package let bytes: [UInt8]
    package let ignoresCase: Bool

    package init(_ bytes: [UInt8], ignoresCase: Bool) {
      self.bytes = bytes
      self.ignoresCase = ignoresCase
    }
  }

  package let literals: [Literal]
  package let maxLength: Int
  private let longFilter: [UInt8]
  private let shortFilter: [UInt8]
  private let long: GramTable
  private let short: GramTable

  /// Every literal needs three bytes or more.
  package init(_ literals: [Literal]) {
    self.literals = literals
    maxLength = literals.map(\.bytes.count).max() ?? 0
    var plan = LiteralEntries()
    for (index, literal) in literals.enumerated() { plan.add(literal, as: UInt32(index)) }
    longFilter = plan.longFilter
    shortFilter = plan.shortFilter
    long = GramTable(plan.long)
    short = GramTable(plan.short)
  }

  /// Calls `found(literal index, offset of its first byte)` for every literal that lies wholly in
  /// `text[range]`, each occurrence once, in about ascending order.
  package func forEachOccurrence(
    in text: UnsafeRawBufferPointer, range: Range<Int>, _ found: (Int, Int) -> Void
  ) {
    guard range.count >= 3, let base = text.baseAddress else { return }
    longFilter.withUnsafeBufferPointer { longBytes in
      shortFilter.withUnsafeBufferPointer { shortBytes in
        guard let longMarks = longBytes.baseAddress, let shortMarks = shortBytes.baseAddress else { return }
        let sieve = Sieve(long: longMarks, short: shortMarks)
        var position = range.lowerBound
        // The last step may look past the range, where a literal does not count, but not past the text.
        let wholeEnd = min(range.upperBound - 2, text.count - 7)
        while position < wholeEnd {
          let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
          let passed = sieve.places(word)
          if passed != 0 { verify(passed, word, at: position, in: base, range: range, found) }
          position &+= 6
        }
        while position &+ 2 < range.upperBound {
          let word = LiteralSet.tail(base, position, range.upperBound)
          verify(0b1001, word, at: position, in: base, range: range, found)
          verify(0b10_000, word, at: position, in: base, range: range, found)
          position &+= 2
        }
      }
    }
  }

  /// Up to eight bytes; zeros behind `end`.
  private static func tail(_ base: UnsafeRawPointer, _ position: Int, _ end: Int) -> UInt64 {
    var word: UInt64 = 0
    for byte in 0..<8 where position + byte < end {
      word |= UInt64(base.load(fromByteOffset: position + byte, as: UInt8.self)) << UInt64(8 * byte)
    }
    return word
  }

  /// Looks up what passed: bits 0 to 2 stand for long grams at 0, 2 and 4, bits 3 to 8 for short ones at 0 to 5.
  @inline(never)
  private func verify(
    _ passed: UInt32, _ word: UInt64, at position: Int, in base: UnsafeRawPointer, range: Range<Int>,
    _ found: (Int, Int) -> Void
  ) {
    literals.withUnsafeBufferPointer { literals in
      var rest = passed
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest &- 1
        let place = bit < 3 ? bit &* 2 : bit &- 3
        let gram = UInt32(truncatingIfNeeded: word &>> UInt64(8 &* place))
        let check = { (entry: GramTable.Entry) in
          let start = position &+ place &- Int(entry.offset)
          guard start >= range.lowerBound, start &+ Int(entry.length) <= range.upperBound else { return }
          if entry.probe != 0 {
            let probe = base.loadUnaligned(fromByteOffset: start &+ Int(entry.probeOffset), as: UInt32.self)
            guard probe | 0x2020_2020 == entry.probe else { return }
          }
          guard LiteralSet.stands(literals[Int(entry.literal)], at: start, in: base) else { return }
          found(Int(entry.literal), start)
        }
        if bit < 3 { long.forEach(gram | 0x2020_2020, check) } else { short.forEach(gram & 0xFF_FFFF, check) }
      }
    }
  }

  @inline(__always)
  private static func stands(_ literal: Literal, at start: Int, in base: UnsafeRawPointer) -> Bool {
    literal.bytes.withUnsafeBufferPointer { bytes in
      for place in 0..<bytes.count {
        let byte = base.load(fromByteOffset: start + place, as: UInt8.self)
        guard byte == bytes[place] || (literal.ignoresCase && lower(byte) == lower(bytes[place])) else { return false }
      }
      return true
    }
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}

/// The two filters at the hand of the inner loop.
private struct Sieve {
  // A bit for every hash of a long gram, of which there are many, and a byte for every hash of a short one.
  let long: UnsafePointer<UInt8>
  let short: UnsafePointer<UInt8>

  /// Tests eight bytes; see `verify` for the bits.
  @inline(__always)
  func places(_ word: UInt64) -> UInt32 {
    let folded = word | 0x2020_2020_2020_2020
    let long = testLong(folded, 0) | testLong(folded, 1) | testLong(folded, 2)
    let even = testShort(word, 0) | testShort(word, 2) | testShort(word, 4)
    let odd = testShort(word, 1) | testShort(word, 3) | testShort(word, 5)
    return long | (even | odd) &<< 3
  }

  @inline(__always)
  private func testLong(_ word: UInt64, _ place: UInt64) -> UInt32 {
    let hash = GramHash.hash(UInt32(truncatingIfNeeded: word &>> (16 &* place)), bits: GramHash.longBits)
    return ((UInt32(long[Int(hash &>> 3)]) &>> (hash & 7)) & 1) &<< UInt32(place)
  }

  @inline(__always)
  private func testShort(_ word: UInt64, _ place: UInt64) -> UInt32 {
    let gram = UInt32(truncatingIfNeeded: word &>> (8 &* place)) & 0xFF_FFFF
    let hash = GramHash.hash(gram, bits: GramHash.shortBits)
    return UInt32(short[Int(hash)]) &<< UInt32(place)
  }
}
