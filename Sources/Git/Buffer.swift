/// A block of bytes that is reused from object to object.
final class Buffer {
  /// Readable bytes behind the content, so that word-wise loops may overrun.
  static let slack = 16
  private(set) var start: UnsafeMutableRawPointer
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(byteCount: capacity + Buffer.slack, alignment: 16)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Makes room for `count` bytes; the content is lost when it grows.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    start.deallocate()
    capacity = max(count, min(capacity * 2, 1 << 24))
    start = .allocate(byteCount: capacity + Buffer.slack, alignment: 16)
  }
}

/// Buffers that are free for the next object. One per thread.
final class BufferPool {
  private var free: [Buffer] = []
  /// Larger buffers go back to the system at once.
  private static let keptCapacity = 8 << 20

  func take(_ count: Int) -> Buffer {
    let buffer = free.popLast() ?? Buffer(capacity: max(count, 1 << 14))
    buffer.reserve(count)
    buffer.count = count
    return buffer
  }

  func give(_ buffer: Buffer) {
    if buffer.capacity <= BufferPool.keptCapacity, free.count < 64 { free.append(buffer) }
  }
}
