/// Writes rows of numbers as they lie in memory, each row behind its count (UInt64), so that reading them is a copy.
/// For a machine of the same byte order as the one that writes.
package struct TableWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write<Number: BitwiseCopyable>(_ row: [Number]) {
    withUnsafeBytes(of: UInt64(row.count)) { bytes += $0 }
    row.withUnsafeBytes { bytes += $0 }
  }
}

/// Reads what `TableWriter` writes.
package struct TableReader {
  /// Must outlive the reader.
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  package var isAtEnd: Bool { position == bytes.count }

  /// The next row; nil when it is cut off.
  package mutating func read<Number: BitwiseCopyable>(_: Number.Type) -> [Number]? {
    guard bytes.count - position >= 8 else { return nil }
    let stated = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
    let rest = bytes.count - position - 8
    guard stated <= UInt64(rest / MemoryLayout<Number>.stride) else { return nil }
    let size = Int(stated) * MemoryLayout<Number>.stride
    let row = UnsafeRawBufferPointer(rebasing: bytes[position + 8..<position + 8 + size])
    position += 8 + size
    return [Number](unsafeUninitializedCapacity: Int(stated)) { buffer, count in
      if size > 0 { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: row) }
      count = Int(stated)
    }
  }

  /// Where things side by side begin, from a row of their sizes (a byte each); behind the last where they end.
  package mutating func readStarts() -> [UInt32]? {
    guard let sizes = read(UInt8.self) else { return nil }
    var starts: [UInt32] = []
    starts.reserveCapacity(sizes.count + 1)
    var end: UInt32 = 0
    starts.append(end)
    for size in sizes {
      end += UInt32(size)
      starts.append(end)
    }
    return starts
  }
}
