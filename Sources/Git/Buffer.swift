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
  private var freeCapacity = 0
  /// Bytes that are in use.
  private(set) var lent = 0
  /// Larger buffers go back to the system at once.
  private static let keptCapacity = 8 << 20
  /// Most bytes that are kept for the next objects.
  private static let keptInAll = 64 << 20

  func take(_ count: Int) -> Buffer {
    let kept = free.popLast()
    freeCapacity -= kept?.capacity ?? 0
    let buffer = kept ?? Buffer(capacity: max(count, 1 << 14))
    buffer.reserve(count)
    buffer.count = count
    lent += buffer.capacity
    return buffer
  }

  func give(_ buffer: Buffer) {
    lent -= buffer.capacity
    guard buffer.capacity <= BufferPool.keptCapacity, freeCapacity + buffer.capacity <= BufferPool.keptInAll
    else {
      return
    }
    freeCapacity += buffer.capacity
    free.append(buffer)
  }
}
