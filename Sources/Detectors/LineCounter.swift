/// Counts lines up to ascending positions of one text.
struct LineCounter {
  private let text: UnsafeRawBufferPointer
  private var line = 1
  private var lineStart = 0

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  mutating func position(of offset: Int) -> (line: Int, start: Int) {
    while true {
      let end = Text.lineEnd(text, lineStart, limit: offset)
      guard end < offset else { return (line, lineStart) }
      line += 1
      lineStart = end + 1
    }
  }
}
