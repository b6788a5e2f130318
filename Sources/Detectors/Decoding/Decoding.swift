/// What a matcher remembers of the encoded texts in one text, so that none is decoded twice, and its buffers.
struct Decoding {
  /// How many layers of encoding are taken off.
  static let depthLimit = 3
  /// Characters of one encoded text that are decoded; of a longer one, these are its first.
  static let sizeLimit = 16 << 20

  /// The stretch looked at last.
  var stretch = 0..<0
  /// Stretches that may be lines of a longer text: what they hold depends on the lines around them.
  var lines = 0
  /// Up to where backslashes and percent signs were searched for.
  var searchedEscapes = 0
  /// The lines of the groups looked at last. Around one place there are three at most.
  private var groups: [Range<Int>] = []
  private var buffers: [[UInt8]] = []
  /// Searches decoded text; made when the first one is found.
  var inner: Matcher?

  private static let keptCapacity = 1 << 20

  /// Another text begins.
  mutating func forget() {
    stretch = 0..<0
    searchedEscapes = 0
    groups.removeAll(keepingCapacity: true)
  }

  /// False when the group of the stretch that begins at `start` has been looked at.
  func isNew(_ start: Int) -> Bool { !groups.contains { $0.contains(start) } }

  mutating func note(_ lines: Range<Int>) {
    if groups.count == 4 { groups.removeFirst() }
    groups.append(lines)
  }

  /// An empty buffer, to be handed back.
  mutating func takeBuffer() -> [UInt8] { buffers.popLast() ?? [] }

  mutating func giveBack(_ buffer: consuming [UInt8]) {
    guard buffer.capacity <= Decoding.keptCapacity else { return }
    buffer.removeAll(keepingCapacity: true)
    buffers.append(buffer)
  }
}
