/// Many strings searched for in one pass.
///
/// Literals of five or more bytes are found by four bytes, case bit set, at every second position: of each the two
/// neighbouring grams that are rarest in source text are entered, so that one of them falls on a tested
/// position. Those of four bytes are found in the same way by three, case as it is; those of three by a pair at every
/// second position, which is one of their two. Small tables answer all tests, as a single byte that is 0 nearly
/// always; else a hash table and a comparison decide. Which grams are rarest takes long to find out for thousands of
/// literals: `write` keeps it for the next process.
package final class LiteralSet: Sendable {
  package struct Literal: Sendable {
    package let bytes: [UInt8]
    package let ignoresCase: Bool

    package init(_ bytes: [UInt8], ignoresCase: Bool) {
      self.bytes = bytes
      self.ignoresCase = ignoresCase
    }
  }

  package let list: LiteralList
  private let filters: LiteralFilters
  private let long: GramTable
  private let short: GramTable

  /// Every literal needs three bytes or more.
  package convenience init(_ literals: [Literal]) { self.init(LiteralList(literals)) { _ in true } }

  /// - Parameter isSearched: which of the literals, by number, are looked for.
  package convenience init(_ list: LiteralList, where isSearched: (Int) -> Bool) {
    var plan = LiteralEntries()
    for literal in 0..<list.count where isSearched(literal) { plan.add(list, literal) }
    self.init(list, long: GramTable(plan.long), short: GramTable(plan.short))
  }

  private init(_ list: LiteralList, long: GramTable, short: GramTable) {
    self.list = list
    self.long = long
    self.short = short
    filters = LiteralFilters(long: long.entries, short: short.entries)
  }

  /// Without the list.
  package func write(to writer: inout TableWriter) {
    for table in [long, short] {
      writer.write(table.entries.map { UInt16($0.literal) })
      writer.write(table.entries.map(\.offset))
    }
    writer.write(short.entries.map(\.gram))
  }

  /// What `write` wrote of the same list; nil when the tables are of another form.
  package convenience init?(_ list: LiteralList, from reader: inout TableReader) {
    guard let long = LiteralSet.sites(list, from: &reader), let short = LiteralSet.sites(list, from: &reader),
      let grams = reader.read(UInt32.self), grams.count == short.count
    else { return nil }
    self.init(
      list, long: GramTable(sorted: long.map { LiteralEntries.entry(list, $0.literal, at: $0.offset) }),
      short: GramTable(
        sorted: zip(short, grams).map { LiteralEntries.entry(list, $0.literal, at: $0.offset, gram: $1) }))
  }

  private static func sites(
    _ list: LiteralList, from reader: inout TableReader
  ) -> [(literal: Int, offset: Int)]? {
    guard let literals = reader.read(UInt16.self), let offsets = reader.read(UInt8.self),
      literals.count == offsets.count
    else { return nil }
    var sites: [(literal: Int, offset: Int)] = []
    sites.reserveCapacity(literals.count)
    for (literal, offset) in zip(literals, offsets) {
      guard literal < list.count, Int(offset) + 3 <= list.length(of: Int(literal)) else { return nil }
      sites.append((Int(literal), Int(offset)))
    }
    return sites
  }

  /// Calls `found(literal index, offset of its first byte)` for every literal that lies wholly in
  /// `text[range]`, each occurrence once, in about ascending order.
  package func forEachOccurrence(
    in text: UnsafeRawBufferPointer, range: Range<Int>, _ found: (Int, Int) -> Void
  ) {
    guard range.count >= 3, let base = text.baseAddress else { return }
    filters.withSieve { sieve in
      var position = range.lowerBound
      // The last step may look past the range, where a literal does not count, but not past the text.
      let wholeEnd = min(range.upperBound - 2, text.count - 7)
      while position < wholeEnd {
        let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        if sieve.mayHold(word) {
          verify(sieve.places(word), word, at: position, in: base, range: range, found)
        }
        position &+= 6
      }
      while position &+ 2 < range.upperBound {
        let word = LiteralSet.tail(base, position, range.upperBound)
        verify(0b1_001_001, word, at: position, in: base, range: range, found)
        position &+= 2
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

  /// Looks up what passed: bits 0 to 2 stand for four bytes at 0, 2 and 4, bits 3 to 5 for three bytes there, bits
  /// 6 to 8 for pairs at 1, 3 and 5.
  @inline(never)
  private func verify(
    _ passed: UInt32, _ word: UInt64, at position: Int, in base: UnsafeRawPointer, range: Range<Int>,
    _ found: (Int, Int) -> Void
  ) {
    var rest = passed
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest &- 1
      let place = bit % 3 &* 2
      let gram = UInt32(truncatingIfNeeded: word &>> UInt64(8 &* place))
      if bit < 3 {
        long.forEach(gram | 0x2020_2020) { verify($0, at: position &+ place, in: base, range: range, found) }
      } else if bit < 6 {
        short.forEach(gram & 0xFF_FFFF) { entry in
          if !entry.isShortest { verify(entry, at: position &+ place, in: base, range: range, found) }
        }
      } else {
        // The pair is the first two or the last two of three bytes.
        for (gram, start) in [(gram & 0xFF_FFFF, position &+ place), (gram &>> 8, position &+ place &+ 1)] {
          short.forEach(gram) { entry in
            if entry.isShortest { verify(entry, at: start, in: base, range: range, found) }
          }
        }
      }
    }
  }

  @inline(__always)
  private func verify(
    _ entry: GramTable.Entry, at place: Int, in base: UnsafeRawPointer, range: Range<Int>,
    _ found: (Int, Int) -> Void
  ) {
    let start = place &- Int(entry.offset)
    guard start >= range.lowerBound else { return }
    if entry.probe != 0 {
      let place = start &+ Int(entry.probeOffset)
      guard place &+ 4 <= range.upperBound else { return }
      let probe = base.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      guard probe | 0x2020_2020 == entry.probe else { return }
    }
    guard start &+ list.length(of: Int(entry.literal)) <= range.upperBound else { return }
    guard list.stands(Int(entry.literal), at: start, in: base) else { return }
    found(Int(entry.literal), start)
  }
}
