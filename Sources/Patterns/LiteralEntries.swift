/// The grams by which literals are found, while a `LiteralSet` is built.
struct LiteralEntries {
  private(set) var long: [GramTable.Entry] = []
  private(set) var short: [GramTable.Entry] = []

  mutating func add(_ literal: LiteralSet.Literal, as index: UInt32) {
    let bytes = literal.bytes
    precondition(bytes.count >= 3, "a literal needs three bytes")
    let site = Site(bytes.map { UInt32($0 | 0x20) }, index)
    if bytes.count < 5 {
      for offset in 0...bytes.count - 3 {
        for gram in LiteralEntries.spellings(bytes[offset..<offset + 3], ignoresCase: literal.ignoresCase) {
          short.append(site.entry(gram, offset))
        }
      }
      return
    }
    let stretch = Rarity.rarestStretch(of: bytes)
    for offset in [stretch, stretch + 1] { long.append(site.entry(site.gram(offset), offset)) }
  }

  /// A trigram in every case where case does not matter.
  private static func spellings(_ bytes: ArraySlice<UInt8>, ignoresCase: Bool) -> Set<UInt32> {
    var result: Set<UInt32> = [0]
    for (place, byte) in bytes.enumerated() {
      let isLetter = byte >= 0x41 && (0x61...0x7A).contains(byte | 0x20)
      let spellings = ignoresCase && isLetter ? [byte | 0x20, byte & 0xDF] : [byte]
      result = Set(result.flatMap { gram in spellings.map { gram | UInt32($0) << UInt32(8 * place) } })
    }
    return result
  }

  /// A literal, ready to be entered under any of its grams.
  private struct Site {
    let folded: [UInt32]
    let literal: UInt32

    init(_ folded: [UInt32], _ literal: UInt32) {
      self.folded = folded
      self.literal = literal
    }

    func gram(_ offset: Int) -> UInt32 {
      folded[offset] | folded[offset + 1] << 8 | folded[offset + 2] << 16 | folded[offset + 3] << 24
    }

    func entry(_ gram: UInt32, _ offset: Int) -> GramTable.Entry {
      // The end that is farther from the gram tells more.
      let probeOffset = folded.count < 4 || offset * 2 > folded.count - 4 ? 0 : folded.count - 4
      let probe = folded.count < 4 ? 0 : self.gram(probeOffset)
      return GramTable.Entry(
        gram: gram, literal: literal, offset: Int32(offset), length: Int32(folded.count), probe: probe,
        probeOffset: Int32(probeOffset))
    }
  }
}
