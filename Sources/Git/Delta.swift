/// How an object's content is made of its base's: copied ranges and inserted bytes, in order, without gaps.
package struct Delta {
  package struct Segment: Sendable, Equatable {
    /// Offset in the object.
    package var target: Int
    /// Offset in the base, or -1 for inserted bytes.
    package var source: Int
    package var length: Int

    package init(target: Int, source: Int, length: Int) {
      self.target = target
      self.source = source
      self.length = length
    }

    package var isCopy: Bool { source >= 0 }
    package var targetEnd: Int { target + length }
  }

  package let base: UnsafeRawBufferPointer
  package let segments: UnsafeBufferPointer<Segment>

  package init(base: UnsafeRawBufferPointer, segments: UnsafeBufferPointer<Segment>) {
    self.base = base
    self.segments = segments
  }
}

/// Reads git's delta format (gitformat-pack, "Deltified representation"). Every claim is checked before a
/// byte is written.
struct DeltaReader {
  /// Most segments that are kept (24 MiB): whoever gets that many has not got all.
  static let segmentLimit = 1 << 20

  private let delta: UnsafeRawBufferPointer
  private var position = 0
  let baseSize: Int
  let targetSize: Int

  /// Nil when the sizes are malformed.
  init?(_ delta: UnsafeRawBufferPointer) {
    self.delta = delta
    guard let base = DeltaReader.size(delta, &position), let target = DeltaReader.size(delta, &position)
    else {
      return nil
    }
    baseSize = base
    targetSize = target
  }

  private static func size(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Int? {
    var value = 0
    var shift = 0
    while position < bytes.count, shift < 56 {
      let byte = bytes[position]
      position += 1
      value |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    return nil
  }

  /// Writes `targetSize` bytes to `target` and the segments; false when the delta does not fit the base.
  func apply(
    to base: UnsafeRawBufferPointer, into target: UnsafeMutableRawPointer, segments: inout [Delta.Segment]
  ) -> Bool {
    guard base.count == baseSize, let code = delta.baseAddress else { return false }
    segments.removeAll(keepingCapacity: true)
    var position = position
    var written = 0
    while position < delta.count {
      let command = delta[position]
      position += 1
      if command & 0x80 != 0 {
        guard let copy = copyRange(command, &position) else { return false }
        guard copy.length <= targetSize - written, copy.source <= base.count - copy.length,
          let start = base.baseAddress
        else { return false }
        (target + written).copyMemory(from: start + copy.source, byteCount: copy.length)
        add(Delta.Segment(target: written, source: copy.source, length: copy.length), to: &segments)
        written += copy.length
      } else {
        let length = Int(command)
        guard length > 0, length <= delta.count - position, length <= targetSize - written else {
          return false
        }
        (target + written).copyMemory(from: code + position, byteCount: length)
        add(Delta.Segment(target: written, source: -1, length: length), to: &segments)
        position += length
        written += length
      }
    }
    return written == targetSize
  }

  @inline(__always)
  private func copyRange(_ command: UInt8, _ position: inout Int) -> (source: Int, length: Int)? {
    var source = 0
    var length = 0
    for bit in 0..<4 where command & (1 << UInt8(bit)) != 0 {
      guard position < delta.count else { return nil }
      source |= Int(delta[position]) << (8 * bit)
      position += 1
    }
    for bit in 0..<3 where command & (0x10 << UInt8(bit)) != 0 {
      guard position < delta.count else { return nil }
      length |= Int(delta[position]) << (8 * bit)
      position += 1
    }
    return (source, length == 0 ? 0x10000 : length)
  }

  /// Neighbours that continue each other are one segment: git splits copies at 64 KiB and inserts at 127 bytes.
  @inline(__always)
  private func add(_ segment: Delta.Segment, to segments: inout [Delta.Segment]) {
    if let last = segments.last, last.isCopy == segment.isCopy,
      !segment.isCopy || last.source + last.length == segment.source
    {
      segments[segments.count - 1].length += segment.length
    } else if segments.count < DeltaReader.segmentLimit {
      segments.append(segment)
    }
  }
}
