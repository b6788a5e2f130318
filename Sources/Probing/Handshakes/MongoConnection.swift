internal import CLogins

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A descriptor as libmongoc wants a connection: one, and only once.
final class MongoConnection {
  private var descriptor: Int32
  private(set) var hasTimedOut = false

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Unowned; for the library's callback while this object lives.
  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  static func from(_ pointer: UnsafeMutableRawPointer) -> MongoConnection {
    Unmanaged.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Closes what the library has not taken.
  func close() {
    if descriptor >= 0 { _ = systemClose(descriptor) }
    descriptor = -1
  }

  /// Nil from the second time on: the library would begin a second login.
  func take() -> UnsafeMutablePointer<MongoStream>? {
    guard descriptor >= 0 else { return nil }
    let stream = UnsafeMutablePointer<MongoStream>.allocate(capacity: 1)
    stream.initialize(to: MongoStream())
    // The libraries' own kinds have small numbers.
    stream.pointee.type = 1000
    stream.pointee.descriptor = descriptor
    stream.pointee.owner = pointer
    descriptor = -1
    stream.pointee.destroy = { $0.map(MongoConnection.destroy) }
    stream.pointee.failed = { $0.map(MongoConnection.destroy) }
    stream.pointee.close = { stream in stream.map(MongoConnection.close) ?? -1 }
    stream.pointee.flush = { _ in 0 }
    stream.pointee.write = { stream, parts, count, limit in
      guard let stream, let parts else { return -1 }
      return MongoConnection.write(stream, UnsafeBufferPointer(start: parts, count: count), limit)
    }
    stream.pointee.read = { stream, parts, count, least, limit in
      guard let stream, let parts else { return -1 }
      return MongoConnection.read(stream, UnsafeBufferPointer(start: parts, count: count), least, limit)
    }
    stream.pointee.isClosed = { stream in
      guard let stream else { return true }
      var byte: UInt8 = 0
      return recv(stream.pointee.descriptor, &byte, 1, Int32(MSG_PEEK)) == 0
    }
    stream.pointee.wait = { waits, count, limit in
      MongoConnection.wait(UnsafeMutableBufferPointer(start: waits, count: count), limit)
    }
    stream.pointee.timedOut = { $0?.pointee.error == ETIMEDOUT }
    stream.pointee.isWorthRetrying = { $0?.pointee.error == EAGAIN }
    return stream
  }

  private static func destroy(_ stream: UnsafeMutablePointer<MongoStream>) {
    _ = close(stream)
    stream.deallocate()
  }

  private static func close(_ stream: UnsafeMutablePointer<MongoStream>) -> Int32 {
    guard stream.pointee.descriptor >= 0 else { return 0 }
    let result = systemClose(stream.pointee.descriptor)
    stream.pointee.descriptor = -1
    return result
  }

  private static func write(
    _ stream: UnsafeMutablePointer<MongoStream>, _ parts: UnsafeBufferPointer<iovec>, _ limit: Int32
  ) -> Int {
    transfer(stream, parts, least: .max, limit, Int16(POLLOUT)) {
      send(stream.pointee.descriptor, $0, $1, Int32(MSG_NOSIGNAL))
    }
  }

  private static func read(
    _ stream: UnsafeMutablePointer<MongoStream>, _ parts: UnsafeBufferPointer<iovec>, _ least: Int,
    _ limit: Int32
  ) -> Int {
    transfer(stream, parts, least: least, limit, Int16(POLLIN)) { recv(stream.pointee.descriptor, $0, $1, 0) }
  }

  /// Goes on until all parts are done, or at least so many bytes and no more would come at once. Gives the bytes, or -1.
  private static func transfer(
    _ stream: UnsafeMutablePointer<MongoStream>, _ parts: UnsafeBufferPointer<iovec>, least: Int,
    _ limit: Int32, _ event: Int16, _ step: (UnsafeMutableRawPointer, Int) -> Int
  ) -> Int {
    let deadline = Monotonic.now + Double(limit) / 1000
    var total = 0
    stream.pointee.error = 0
    for part in parts {
      guard let base = part.iov_base else { continue }
      var done = 0
      while done < part.iov_len {
        let count = step(base + done, part.iov_len - done)
        if count > 0 {
          (done, total) = (done + count, total + count)
          continue
        }
        if count < 0, errno == EINTR { continue }
        guard count < 0, errno == EAGAIN else { return total >= least ? total : count == 0 ? 0 : -1 }
        if total > 0, total >= least || limit <= 0 { return total }
        if let failure = hindrance(stream, event, until: deadline, isPatient: limit > 0) {
          stream.pointee.error = failure
          errno = failure
          if failure == ETIMEDOUT, let owner = stream.pointee.owner { from(owner).hasTimedOut = true }
          return -1
        }
      }
    }
    return total
  }

  /// Nil once the descriptor is ready, else why not.
  private static func hindrance(
    _ stream: UnsafeMutablePointer<MongoStream>, _ event: Int16, until deadline: Double, isPatient: Bool
  ) -> Int32? {
    guard isPatient else { return EAGAIN }
    let left = deadline - Monotonic.now
    guard left > 0 else { return ETIMEDOUT }
    var wait = pollfd(fd: stream.pointee.descriptor, events: event, revents: 0)
    return poll(&wait, 1, Int32(left * 1000) + 1) == 0 ? ETIMEDOUT : nil
  }

  private static func wait(_ waits: UnsafeMutableBufferPointer<MongoWait>, _ limit: Int32) -> Int {
    var descriptors = waits.map {
      pollfd(
        fd: $0.stream?.pointee.descriptor ?? -1, events: Int16(truncatingIfNeeded: $0.events), revents: 0)
    }
    let count = poll(&descriptors, nfds_t(descriptors.count), limit)
    for index in waits.indices { waits[index].answer = Int32(descriptors[index].revents) }
    return Int(count)
  }
}
