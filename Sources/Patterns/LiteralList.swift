/// Strings to be searched for, by number; their bytes lie side by side.
package struct LiteralList: Sendable {
  private let bytes: [UInt8]
  /// Where each begins in `bytes`, and behind the last where it ends.
  private let starts: [UInt32]
  /// 1 where case does not matter.
  private let foldings: [UInt8]
  package let maxLength: Int

  package init(_ literals: [LiteralSet.Literal]) {
    var bytes: [UInt8] = []
    var starts: [UInt32] = [0]
    for literal in literals {
      bytes += literal.bytes
      starts.append(UInt32(bytes.count))
    }
    self.init(bytes, starts, literals.map { $0.ignoresCase ? 1 : 0 })
  }

  private init(_ bytes: [UInt8], _ starts: [UInt32], _ foldings: [UInt8]) {
    self.bytes = bytes
    self.starts = starts
    self.foldings = foldings
    maxLength = zip(starts, starts.dropFirst()).reduce(0) { max($0, Int($1.1 - $1.0)) }
  }

  package var count: Int { foldings.count }

  package func length(of literal: Int) -> Int { Int(starts[literal + 1] - starts[literal]) }

  func ignoresCase(_ literal: Int) -> Bool { foldings[literal] != 0 }

  func withBytes<Result>(of literal: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[Int(starts[literal])..<Int(starts[literal + 1])]))
    }
  }

  /// Whether the literal's bytes stand at an offset; the text holds that many.
  @inline(__always)
  func stands(_ literal: Int, at start: Int, in base: UnsafeRawPointer) -> Bool {
    let folds = foldings[literal] != 0
    return withBytes(of: literal) { bytes in
      for place in 0..<bytes.count {
        let byte = base.load(fromByteOffset: start + place, as: UInt8.self)
        guard byte == bytes[place] || (folds && LiteralList.lower(byte) == LiteralList.lower(bytes[place]))
        else {
          return false
        }
      }
      return true
    }
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// Literals of up to 255 bytes.
  package func write(to writer: inout TableWriter) {
    writer.write(bytes)
    writer.write((0..<count).map { UInt8(length(of: $0)) })
    writer.write(foldings)
  }

  /// Nil when the tables are of another form.
  package init?(from reader: inout TableReader) {
    guard let bytes = reader.read(UInt8.self), let starts = reader.readStarts(),
      let foldings = reader.read(UInt8.self),
      starts.count == foldings.count + 1, starts.last.map(Int.init) == bytes.count
    else { return nil }
    self.init(bytes, starts, foldings)
  }
}
