/// The long stretches of token characters in a text: where a credential can be. Each part of a text is looked at
/// once, however many words ask for their surroundings.
struct LongRuns {
  /// The shortest that counts.
  let least: Int
  /// Leave out those without a digit.
  let needsDigit: Bool
  private var scanned = 0..<0
  private var runs: [Range<Int>] = []
  private let table: [UInt8]

  init(least: Int, needsDigit: Bool) {
    self.least = least
    self.needsDigit = needsDigit
    table = (0...255).map { byte in
      (0x30...0x39).contains(byte) ? 2 : CharacterSet256.of(.token).contains(byte) ? 1 : 0
    }
  }

  /// To be called for every new text.
  mutating func reset() {
    scanned = 0..<0
    runs.removeAll(keepingCapacity: true)
  }

  /// The runs that reach into `window`, in order; they may reach beyond it.
  mutating func runs(in window: Range<Int>, of text: UnsafeRawBufferPointer) -> ArraySlice<Range<Int>> {
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

  /// Looks at every `least`-th byte only, where no run is.
  private mutating func scan(_ text: UnsafeRawBufferPointer, to limit: Int) {
    if runs.count > 256 { runs.removeFirst(runs.count - 64) }
    var position = scanned.upperBound
    table.withUnsafeBufferPointer { table in
      search: while position < limit {
        let last = position + least - 1
        guard last < text.count else {
          position = limit
          break
        }
        var place = last
        while place >= position {
          if table[Int(text[place])] == 0 {
            position = place + 1
            continue search
          }
          place -= 1
        }
        var end = last + 1
        while end < text.count, table[Int(text[end])] != 0 { end += 1 }
        if !needsDigit || (position..<end).contains(where: { table[Int(text[$0])] == 2 }) { runs.append(position..<end) }
        position = end
      }
    }
    scanned = scanned.lowerBound..<max(limit, position)
  }
}
