/// Many strings searched for in one pass.
///
/// Every second position is tested: four bytes, with the case bit set, hashed into a bit table. A literal of
/// five or more bytes enters the table with two neighbouring grams, so that one of them falls on a tested
/// position; literals of three and four bytes enter with every byte that may stand beside them. A set bit
/// leads to three small hash tables and a comparison. On text some 2 to 3 GB/s a core, and nothing to build
/// but the tables (about 50 µs for 1,000 literals): a process that scans one file pays no start-up.
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
  private let filter: [UInt32]
  private let grams: GramTable
  private let leading: GramTable
  private let trailing: GramTable

  private static let filterBits = 17

  /// Every literal needs three bytes or more.
  package init(_ literals: [Literal]) {
    self.literals = literals
    maxLength = literals.map(\.bytes.count).max() ?? 0
    var plan = Plan()
    for (index, literal) in literals.enumerated() { plan.add(literal.bytes, as: UInt32(index)) }
    filter = plan.filter
    grams = GramTable(plan.grams)
    leading = GramTable(plan.leading)
    trailing = GramTable(plan.trailing)
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
      // A gram is four bytes; the last ones are put together byte by byte.
      let wholeEnd = min(range.upperBound, text.count - 4)
      while position <= wholeEnd {
        let gram = base.loadUnaligned(fromByteOffset: position, as: UInt32.self) | 0x2020_2020
        let hash = LiteralSet.hash(gram)
        if bits[Int(hash >> 5)] & (1 &<< (hash & 31)) != 0 {
          verify(gram, at: position, in: base, range: range, found)
        }
        position &+= 2
      }
      while position &+ 2 < range.upperBound {
        let gram = LiteralSet.tailGram(base, position, range.upperBound)
        let hash = LiteralSet.hash(gram)
        if bits[Int(hash >> 5)] & (1 &<< (hash & 31)) != 0 {
          verify(gram, at: position, in: base, range: range, found)
        }
        position &+= 2
      }
    }
  }

  private static func tailGram(_ base: UnsafeRawPointer, _ position: Int, _ end: Int) -> UInt32 {
    var gram: UInt32 = 0
    for byte in 0..<4 where position + byte < end {
      gram |= UInt32(base.load(fromByteOffset: position + byte, as: UInt8.self)) << UInt32(8 * byte)
    }
    return gram | 0x2020_2020
  }

  @inline(__always)
  private static func hash(_ gram: UInt32) -> UInt32 { (gram &* 0x9E37_79B1) >> 15 }

  @inline(never)
  private func verify(
    _ gram: UInt32, at position: Int, in base: UnsafeRawPointer, range: Range<Int>, _ found: (Int, Int) -> Void
  ) {
    grams.forEach(gram) { check($0, $1, position, base, range, found) }
    leading.forEach(gram & 0xFF_FFFF) { check($0, $1, position, base, range, found) }
    trailing.forEach(gram >> 8) { check($0, $1, position, base, range, found) }
  }

  private func check(
    _ index: UInt32, _ offset: Int, _ position: Int, _ base: UnsafeRawPointer, _ range: Range<Int>,
    _ found: (Int, Int) -> Void
  ) {
    let start = position - offset
    let literal = literals[Int(index)]
    guard start >= range.lowerBound, start + literal.bytes.count <= range.upperBound else { return }
    for (place, wanted) in literal.bytes.enumerated() {
      let byte = base.load(fromByteOffset: start + place, as: UInt8.self)
      guard byte == wanted || (literal.ignoresCase && LiteralSet.lower(byte) == LiteralSet.lower(wanted)) else {
        return
      }
    }
    found(Int(index), start)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// Where the literals' grams go, before the tables are built.
  private struct Plan {
    var filter = [UInt32](repeating: 0, count: 1 << (LiteralSet.filterBits - 5))
    var grams: [(gram: UInt32, literal: UInt32, offset: UInt8)] = []
    var leading: [(gram: UInt32, literal: UInt32, offset: UInt8)] = []
    var trailing: [(gram: UInt32, literal: UInt32, offset: UInt8)] = []

    mutating func add(_ bytes: [UInt8], as literal: UInt32) {
      precondition(bytes.count >= 3, "a literal needs three bytes")
      let folded = bytes.map { UInt32($0 | 0x20) }
      func gram(_ offset: Int) -> UInt32 {
        folded[offset] | folded[offset + 1] << 8 | folded[offset + 2] << 16 | folded[offset + 3] << 24
      }
      func trigram(_ offset: Int) -> UInt32 {
        folded[offset] | folded[offset + 1] << 8 | folded[offset + 2] << 16
      }
      switch bytes.count {
      case 3:
        leading.append((trigram(0), literal, 0))
        setLeading(trigram(0))
        // The gram begins one byte before the literal.
        trailing.append((trigram(0), literal, UInt8(bitPattern: -1)))
        setTrailing(trigram(0))
      case 4:
        grams.append((gram(0), literal, 0))
        set(gram(0))
        leading.append((trigram(1), literal, 1))
        setLeading(trigram(1))
      default:
        let offset = LiteralSet.rarestGram(in: bytes)
        for offset in [offset, offset + 1] {
          grams.append((gram(offset), literal, UInt8(offset)))
          set(gram(offset))
        }
      }
    }

    private mutating func set(_ gram: UInt32) {
      let hash = LiteralSet.hash(gram)
      filter[Int(hash >> 5)] |= 1 << (hash & 31)
    }

    private mutating func setLeading(_ trigram: UInt32) {
      for byte in 0..<UInt32(256) where byte & 0x20 != 0 { set(trigram | byte << 24) }
    }

    private mutating func setTrailing(_ trigram: UInt32) {
      for byte in 0..<UInt32(256) where byte & 0x20 != 0 { set(trigram << 8 | byte) }
    }
  }

  /// Offset of the five-byte stretch that is rarest in source text: digits and capitals are rarer than
  /// punctuation runs and common letters.
  private static func rarestGram(in bytes: [UInt8]) -> Int {
    let last = min(bytes.count - 5, 120)
    func cost(_ offset: Int) -> Int {
      let stretch = bytes[offset..<offset + 5]
      let letters = stretch.reduce(0) { $0 + LiteralSet.commonness(of: $1) }
      return letters + (Set(stretch).count < 4 ? 100 : 0)
    }
    return (0...last).min { cost($0) < cost($1) } ?? 0
  }

  private static func commonness(of byte: UInt8) -> Int {
    switch byte | 0x20 {
    case UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "i"),
      UInt8(ascii: "n"), UInt8(ascii: "s"), UInt8(ascii: "r"): 8
    case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "k"): 1
    case 0x61...0x7A: 4
    case 0x30...0x39: 3
    default: 5
    }
  }
}
