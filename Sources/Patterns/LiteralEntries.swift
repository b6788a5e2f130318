/// The grams by which literals are found, while a `LiteralSet` is built.
struct LiteralEntries {
  private(set) var long: [GramTable.Entry] = []
  private(set) var short: [GramTable.Entry] = []

  mutating func add(_ list: LiteralList, _ literal: Int) {
    list.withBytes(of: literal) { bytes in
      precondition(bytes.count >= 3, "a literal needs three bytes")
      let site = Site(bytes: bytes, literal: UInt32(literal))
      if bytes.count < 5 {
        for offset in 0...bytes.count - 3 {
          let trigram = bytes[offset..<offset + 3]
          for gram in LiteralEntries.spellings(trigram, ignoresCase: list.ignoresCase(literal)) {
            short.append(site.entry(gram, offset))
          }
        }
        return
      }
      let stretch = Rarity.rarestStretch(of: bytes)
      for offset in [stretch, stretch + 1] { long.append(site.entry(site.gram(offset), offset)) }
    }
  }

  /// - Parameter gram: of a literal of three or four bytes; those of longer ones are told by their place.
  static func entry(_ list: LiteralList, _ literal: Int, at offset: Int, gram: UInt32? = nil)
    -> GramTable.Entry
  {
    list.withBytes(of: literal) { bytes in
      let site = Site(bytes: bytes, literal: UInt32(literal))
      return site.entry(gram ?? site.gram(offset), offset)
    }
  }

  /// A trigram in every case where case does not matter.
  private static func spellings(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, ignoresCase: Bool) -> [UInt32] {
    var grams: [UInt32] = [0]
    for (place, byte) in bytes.enumerated() {
      let isLetter = byte >= 0x41 && (0x61...0x7A).contains(byte | 0x20)
      let cases = ignoresCase && isLetter ? [byte | 0x20, byte & 0xDF] : [byte]
      grams = grams.flatMap { gram in cases.map { gram | UInt32($0) << UInt32(8 * place) } }
    }
    return grams
  }

  /// A literal, ready to be entered under any of its grams.
  private struct Site {
    let bytes: UnsafeBufferPointer<UInt8>
    let literal: UInt32

    /// Four bytes, case bit set.
    func gram(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1] | 0x20) << UInt32(8 * $1) }
    }

    func entry(_ gram: UInt32, _ offset: Int) -> GramTable.Entry {
      // The end that is farther from the gram tells more.
      let isProbedAtStart = bytes.count < 4 || offset * 2 > bytes.count - 4
      let probeOffset = isProbedAtStart ? 0 : min(bytes.count - 4, Int(UInt8.max))
      return GramTable.Entry(
        gram: gram, literal: literal, probe: bytes.count < 4 ? 0 : self.gram(probeOffset),
        offset: UInt8(offset),
        probeOffset: UInt8(probeOffset), isShortest: bytes.count == 3)
    }
  }
}
