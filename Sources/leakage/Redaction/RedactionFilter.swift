/// Masks the secrets of a stream. What comes out hangs on the stream alone and not on how it was cut into pieces, unless
/// `release` is called.
///
/// A line is judged when it has ended, with up to `context` bytes before it; lines of key material are judged together.
/// A unit of text that grows beyond `limit` is judged at its first `limit` bytes, and its first half goes out.
struct RedactionFilter {
  private let spotter: SecretSpotter
  private var names: PlaceholderNames
  /// What went out already, as it came in: it tells what the text behind it means.
  private var before: [UInt8] = []
  /// Complete lines that are held, then the line that is coming in.
  private var pending: [UInt8] = []
  private var lineStart = 0
  private var block = HeldBlock()
  private(set) var output: [UInt8] = []
  /// Places that were masked.
  private(set) var maskedCount = 0

  static let context = 1024
  static let limit = 1 << 17

  init(_ spotter: SecretSpotter, _ names: PlaceholderNames) {
    self.spotter = spotter
    self.names = names
  }

  /// True when something is held back.
  var isHolding: Bool { !pending.isEmpty }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let room = RedactionFilter.limit - pending.count
      let end =
        rest.prefix(room).firstIndex(of: 0x0A).map { $0 + 1 } ?? min(rest.endIndex, rest.startIndex + room)
      pending.append(contentsOf: rest[rest.startIndex..<end])
      rest = rest[end...]
      if pending.last == 0x0A { endLine() }
      if pending.count >= RedactionFilter.limit { cut() }
    }
  }

  /// Judges all that is left.
  mutating func finish() {
    judge(pending.count)
    block = HeldBlock()
  }

  /// Lets out what waits for the end of its line: up to the last white space, because a word may go on. Key material is
  /// not let out.
  mutating func release() {
    if block.isEnded(by: pending[lineStart...]) {
      judge(lineStart)
      block = HeldBlock()
    }
    guard !block.isOpen, !HeldBlock.mayOpen(pending[lineStart...]) else { return }
    guard let space = pending.lastIndex(where: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return }
    judge(space + 1, isWhole: false, mayPass: false)
  }

  mutating func takeOutput() -> [UInt8] {
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  private mutating func endLine() {
    switch block.take(pending[lineStart..<pending.count - 1]) {
    case .goesOn: lineStart = pending.count
    case .closes: judge(pending.count)
    case .closesBefore:
      judge(lineStart)
      endLine()
    }
  }

  private mutating func cut() { judge(RedactionFilter.limit / 2, isWhole: false) }

  /// Judges all that is pending and lets out its first `count` bytes; less, where a secret may go on behind them, unless
  /// it is the first that is pending and `mayPass`.
  private mutating func judge(_ count: Int, isWhole: Bool = true, mayPass: Bool = true) {
    guard count > 0 else { return }
    let seen = isWhole ? Array(pending[..<count]) : pending
    let spots = spots(in: seen)
    var end = count
    if !isWhole,
      let crossing = spots.first(where: { $0.place.lowerBound < count && $0.place.upperBound > count })
    {
      end = crossing.place.lowerBound > 0 || !mayPass ? crossing.place.lowerBound : crossing.place.upperBound
    }
    write(seen[..<end], spots.filter { $0.place.upperBound <= end })
    remember(pending[..<end])
    pending.removeFirst(end)
    lineStart = max(0, lineStart - end)
  }

  /// The secrets of pending text, those that overlap joined.
  private func spots(in text: [UInt8]) -> [SecretSpot] {
    guard text.contains(where: { $0 > 0x20 }) else { return [] }
    let skipped = before.count
    var joined: [SecretSpot] = []
    for spot in spotter.spots(in: before + text) where spot.place.upperBound > skipped {
      let place = max(0, spot.place.lowerBound - skipped)..<spot.place.upperBound - skipped
      if let last = joined.last, place.lowerBound < last.place.upperBound {
        let whole = last.place.lowerBound..<max(last.place.upperBound, place.upperBound)
        joined[joined.count - 1] = last.moved(to: whole, last.secret)
      } else {
        joined.append(spot.moved(to: place, spot.secret))
      }
    }
    return joined
  }

  private mutating func write(_ text: ArraySlice<UInt8>, _ spots: [SecretSpot]) {
    var position = text.startIndex
    for spot in spots {
      output.append(contentsOf: text[position..<spot.place.lowerBound])
      let name = names.name(of: spot.secret)
      output.append(contentsOf: spot.order.map { WideRun.widened(name, $0) } ?? name)
      position = spot.place.upperBound
      maskedCount += 1
    }
    output.append(contentsOf: text[position...])
  }

  /// Keeps the last lines, or the end of a long one.
  private mutating func remember(_ text: ArraySlice<UInt8>) {
    before.append(contentsOf: text.suffix(RedactionFilter.context))
    guard before.count > RedactionFilter.context else { return }
    let start = before.count - RedactionFilter.context
    let line = before[start..<before.count - 1].firstIndex(of: 0x0A).map { $0 + 1 }
    before.removeFirst(line ?? start)
  }
}
