/// The long stretches of token characters with a digit in a text: where a credential can be. Each part of a text is
/// looked at once, however many words ask for their surroundings.
final class LongRuns {
  /// The shortest that counts.
  let least: Int
  private var scanned = 0..<0
  private var runs: [Range<Int>] = []
  private let isToken: [Bool]

  init(least: Int) {
    self.least = least
    let token = CharacterSet256.of(.token)
    isToken = (UInt8.min...UInt8.max).map { token.contains($0) }
  }

  /// To be called for every new text.
  func reset() {
    scanned = 0..<0
    runs.removeAll(keepingCapacity: true)
  }

  /// The runs that reach into `window`, in order; they may reach beyond it.
  func runs(in window: Range<Int>, of text: UnsafeRawBufferPointer) -> ArraySlice<Range<Int>> {
    if window.lowerBound < scanned.lowerBound || window.lowerBound > scanned.upperBound {
      reset()
      scanned = window.lowerBound..<window.lowerBound
    }
    if window.upperBound > scanned.upperBound { scan(text, to: window.upperBound) }
    var first = runs.count
    while first > 0, runs[first - 1].upperBound > window.lowerBound { first -= 1 }
    var end = runs.count
    while end > first, runs[end - 1].lowerBound >= window.upperBound { end -= 1 }
    return runs[first..<end]
  }

  /// The run of token characters that a digit stands in, as far as it lies between `floor` and `limit`.
  @inline(__always)
  func run(around digit: Int, in text: UnsafeRawBufferPointer, floor: Int, limit: Int) -> Range<Int> {
    isToken.withUnsafeBufferPointer { isToken in
      var start = digit
      while start > floor, isToken[Int(text[start - 1])] { start -= 1 }
      var end = digit + 1
      while end < limit, isToken[Int(text[end])] { end += 1 }
      return start..<end
    }
  }

  /// Goes from digit to digit: most texts have few.
  private func scan(_ text: UnsafeRawBufferPointer, to limit: Int) {
    if runs.count > 256 { runs.removeFirst(runs.count - 64) }
    let low = scanned.lowerBound
    var position = scanned.upperBound
    while let digit = LongRuns.digit(in: text, from: position, to: limit) {
      let run = run(around: digit, in: text, floor: low, limit: text.count)
      if run.count >= least { runs.append(run) }
      position = run.upperBound
    }
    scanned = low..<max(limit, position)
  }

  /// The top bit of every byte that is a digit: it has a difference of 0 to 9 to "0", to which 0x76 adds up
  /// without the top bit.
  @inline(__always)
  private static func digits(_ word: UInt64) -> UInt64 {
    let difference = word ^ 0x3030_3030_3030_3030
    return ~((difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | difference)
      & 0x8080_8080_8080_8080
  }

  /// Offset of the next digit.
  @inline(__always)
  static func digit(in text: UnsafeRawBufferPointer, from start: Int, to limit: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var position = start
    while position &+ 8 <= limit {
      let found = digits(base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      if found != 0 { return position &+ found.trailingZeroBitCount / 8 }
      position &+= 8
    }
    while position < limit {
      if (0x30...0x39).contains(text[position]) { return position }
      position += 1
    }
    return nil
  }
}
