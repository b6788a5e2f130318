internal import Glibc

/// Remembers stretches of text in which nothing was found, together with what stands around them: histories write the
/// same lines again and again, in branches, copies, reverts and the bases of deltas.
///
/// Kept are 64 bits of a keyed hash, and no text: blocks of 1 KiB are hashed by NH (Black, Halevi, Krawczyk, Krovetz,
/// Rogaway: "UMAC", CRYPTO 1999) with 128-bit sums, and the sums are chained by multiplication. The key is drawn anew
/// for each of these, so that nobody can write a text that is taken for another one.
final class SeenText {
  /// A hash at its place; a later one of the same place replaces it: memory is bounded, and nothing is ever wrong.
  private let slots: UnsafeMutableRawPointer
  private let key: [UInt64]

  private static let slotBits = 19
  private static let blockWords = 128

  /// Nil without 4 MiB of memory.
  init?() {
    guard let slots = calloc(1 << SeenText.slotBits, MemoryLayout<UInt64>.size) else { return nil }
    self.slots = slots
    var generator = SystemRandomNumberGenerator()
    key = (0..<SeenText.blockWords + 4).map { _ in generator.next() }
  }

  deinit { free(slots) }

  /// Never 0.
  ///
  /// - Parameters:
  ///   - text: 16 bytes or more.
  ///   - mark: what else must be the same.
  func hash(_ text: UnsafeRawBufferPointer, mark: UInt64) -> UInt64 {
    key.withUnsafeBufferPointer { key in
      guard let base = text.baseAddress, text.count >= 16 else { return 0 }
      let blockWords = SeenText.blockWords
      var state = key[blockWords] ^ UInt64(truncatingIfNeeded: text.count) &* 4 &+ mark
      var position = 0
      while position &+ 16 <= text.count {
        var sum = Sum()
        let end = min(position &+ 8 &* blockWords, text.count &- 15)
        var place = 0
        while position < end {
          sum.add(base, position, key, place)
          position &+= 16
          place &+= 2
        }
        state = SeenText.fold(state ^ sum.low ^ key[blockWords + 1], sum.high ^ key[blockWords + 2])
      }
      var last = Sum()
      last.add(base, text.count &- 16, key, 0)
      return SeenText.fold(state ^ last.low ^ key[blockWords + 3], last.high ^ key[blockWords + 2]) | 1
    }
  }

  private struct Sum {
    var low: UInt64 = 0
    var high: UInt64 = 0

    @inline(__always)
    mutating func add(
      _ base: UnsafeRawPointer, _ position: Int, _ key: UnsafeBufferPointer<UInt64>, _ place: Int
    ) {
      let first = base.loadUnaligned(fromByteOffset: position, as: UInt64.self) &+ key[place]
      let second = base.loadUnaligned(fromByteOffset: position &+ 8, as: UInt64.self) &+ key[place &+ 1]
      let product = first.multipliedFullWidth(by: second)
      let (sum, isOver) = low.addingReportingOverflow(product.low)
      low = sum
      high = high &+ product.high &+ (isOver ? 1 : 0)
    }
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    slots.load(fromByteOffset: SeenText.place(hash), as: UInt64.self) == hash
  }

  func insert(_ hash: UInt64) {
    slots.storeBytes(of: hash, toByteOffset: SeenText.place(hash), as: UInt64.self)
  }

  @inline(__always)
  private static func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(64 - slotBits)) &* MemoryLayout<UInt64>.size
  }
}
