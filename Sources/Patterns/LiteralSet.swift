/// Many strings searched for in one pass.
///
/// Every position is tested: three bytes, hashed into a table of bits that stays in the first-level cache. Each
/// literal is entered by its rarest three bytes, in every spelling of their case where case does not matter. A
/// set bit leads to a small hash table and a comparison. Nothing is built but the tables (about 100 µs for
/// 1,000 literals): a process that scans one file pays no start-up.
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
  private let filter: [UInt64]
  private let grams: GramTable

  private static let filterBits: UInt32 = 17

  /// Every literal needs three bytes or more.
  package init(_ literals: [Literal]) {
    self.literals = literals
    maxLength = literals.map(\.bytes.count).max() ?? 0
    var filter = [UInt64](repeating: 0, count: 1 << (LiteralSet.filterBits - 6))
    var entries: [GramTable.Entry] = []
    for (index, literal) in literals.enumerated() {
      precondition(literal.bytes.count >= 3, "a literal needs three bytes")
      let offset = TrigramRarity.rarest(in: literal.bytes)
      for gram in LiteralSet.spellings(of: literal, at: offset) {
        let hash = LiteralSet.hash(gram)
        filter[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
        entries.append(GramTable.Entry(gram: gram, literal: UInt32(index), offset: UInt32(offset)))
      }
    }
    self.filter = filter
    grams = GramTable(entries)
  }

  /// Calls `found(literal index, offset of its first byte)` for every literal that lies wholly in
  /// `text[range]`, each occurrence once, in about ascending order.
  package func forEachOccurrence(
    in text: UnsafeRawBufferPointer, range: Range<Int>, _ found: (Int, Int) -> Void
  ) {
    guard range.count >= 3, let base = text.baseAddress else { return }
    filter.withUnsafeBufferPointer { filter in
      guard let bits = filter.baseAddress else { return }
      var position = range.lowerBound
      // Eight bytes hold six trigrams.
      let wholeEnd = min(range.upperBound, text.count) - 8
      while position <= wholeEnd {
        let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        var passed: UInt32 = 0
        for place in 0..<6 {
          let hash = LiteralSet.hash(UInt32(truncatingIfNeeded: word &>> UInt64(8 &* place)) & 0xFF_FFFF)
          passed |= (UInt32(truncatingIfNeeded: bits[Int(hash &>> 6)] &>> UInt64(hash & 63)) & 1) &<< UInt32(place)
        }
        while passed != 0 {
          let place = passed.trailingZeroBitCount
          verify(
            UInt32(truncatingIfNeeded: word &>> UInt64(8 &* place)) & 0xFF_FFFF, at: position &+ place, in: base,
            range: range, found)
          passed &= passed &- 1
        }
        position &+= 6
      }
      while position &+ 3 <= range.upperBound {
        verify(LiteralSet.gram(base, position), at: position, in: base, range: range, found)
        position &+= 1
      }
    }
  }

  private static func gram(_ base: UnsafeRawPointer, _ position: Int) -> UInt32 {
    UInt32(base.load(fromByteOffset: position, as: UInt8.self))
      | UInt32(base.load(fromByteOffset: position + 1, as: UInt8.self)) << 8
      | UInt32(base.load(fromByteOffset: position + 2, as: UInt8.self)) << 16
  }

  @inline(__always)
  private static func hash(_ gram: UInt32) -> UInt32 { (gram &* 0x9E37_79B1) &>> (32 - filterBits) }

  @inline(never)
  private func verify(
    _ gram: UInt32, at position: Int, in base: UnsafeRawPointer, range: Range<Int>, _ found: (Int, Int) -> Void
  ) {
    grams.forEach(gram) { index, offset in
      let start = position - offset
      literals.withUnsafeBufferPointer { literals in
        guard start >= range.lowerBound, LiteralSet.stands(literals[index], at: start, in: base, end: range.upperBound)
        else { return }
        found(index, start)
      }
    }
  }

  @inline(__always)
  private static func stands(_ literal: Literal, at start: Int, in base: UnsafeRawPointer, end: Int) -> Bool {
    literal.bytes.withUnsafeBufferPointer { bytes in
      guard start + bytes.count <= end else { return false }
      for place in 0..<bytes.count {
        let byte = base.load(fromByteOffset: start + place, as: UInt8.self)
        guard byte == bytes[place] || (literal.ignoresCase && lower(byte) == lower(bytes[place])) else { return false }
      }
      return true
    }
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// The trigram at `offset`, in every case where case does not matter.
  private static func spellings(of literal: Literal, at offset: Int) -> Set<UInt32> {
    var result: Set<UInt32> = [0]
    for place in 0..<3 {
      let byte = literal.bytes[offset + place]
      let isLetter = (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41
      let bytes = literal.ignoresCase && isLetter ? [byte | 0x20, byte & 0xDF] : [byte]
      result = Set(result.flatMap { gram in bytes.map { gram | UInt32($0) << UInt32(8 * place) } })
    }
    return result
  }
}

/// Guesses which trigram of a literal is rarest in source text.
enum TrigramRarity {
  static func rarest(in bytes: [UInt8]) -> Int {
    (0...(bytes.count - 3)).min { cost(bytes, $0) < cost(bytes, $1) } ?? 0
  }

  private static func cost(_ bytes: [UInt8], _ offset: Int) -> Int {
    let gram = Array(bytes[offset..<offset + 3])
    let isRun = gram[0] == gram[1] && gram[1] == gram[2]
    return gram.reduce(isRun ? 1000 : 0) { $0 + commonness(of: $1) } + (common.contains(gram) ? 30 : 0)
  }

  /// Trigrams that words of code and prose are full of.
  private static let common: Set<[UInt8]> = Set(
    ["the", "ing", "ion", "ent", "tio", "ess", "ate", "ers", "ter", "con", "ver", "res", "for", "est", "str", "pro",
      "com", "and", "int", "ser", "key", "ken", "tok", "pas", "ass", "sec", "ret", "cre", "api", "acc", "cli", "use",
      "aut", "uth",
    ].map { Array($0.utf8) })

  private static func commonness(of byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "i"),
      UInt8(ascii: "n"), UInt8(ascii: "s"), UInt8(ascii: "r"), 0x20: 12
    case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "k"),
      UInt8(ascii: "w"), UInt8(ascii: "v"), UInt8(ascii: "y"): 4
    case 0x61...0x7A: 8
    case 0x41...0x5A: 3
    case 0x30...0x39: 3
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "/"): 8
    default: 4
    }
  }
}
