internal import CLogins
internal import Findings

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The methods of one login, in their order (AMQP 0-9-1, section 2.2.4).
struct AMQPTalk {
  let library: AMQPLogin
  let connection: AMQPLogin.Connection
  let deadline: Double

  /// `connection` methods, by class and method number.
  private enum Method {
    static let start: UInt32 = 0x0a_000a, startOK: UInt32 = 0x0a_000b
    static let tune: UInt32 = 0x0a_001e, tuneOK: UInt32 = 0x0a_001f
    static let open: UInt32 = 0x0a_0028
    static let close: UInt32 = 0x0a_0032, closeOK: UInt32 = 0x0a_0033
  }

  func logIn(_ login: Login, isLocal: Bool) throws(ProbeFailure) -> AnswerReading {
    guard library.sendHeader(connection) == 0 else { throw ProbeFailure(.connectionFailed) }
    let start = try next()
    guard start.id == Method.start, let offer = start.decoded?.load(as: AMQPStart.self),
      text(offer.mechanisms).split(separator: " ").contains("PLAIN")
    else { throw ProbeFailure(.protocolError) }
    try authenticate(login)
    let answer = try next()
    switch answer.id {
    case Method.tune:
      // Only who has shown the right password is told the connection's limits. What the virtual host says to that
      // changes nothing: others may be open to the same account.
      if let tune = answer.decoded?.load(as: AMQPTune.self) { openAndClose(login, tune) }
      return AnswerReading(.live, .identified)
    case Method.close:
      let refusal = reading(answer.decoded?.load(as: AMQPClose.self), login, isLocal: isLocal)
      var nothing: UInt64 = 0
      _ = library.send(connection, 0, Method.closeOK, &nothing)
      return refusal
    default: throw ProbeFailure(.protocolError)
    }
  }

  /// `RabbitMQ, "Access Control"`: the default account `guest` may log in on the broker's own machine only, and is
  /// refused elsewhere as with a wrong password.
  private func reading(_ close: AMQPClose?, _ login: Login, isLocal: Bool) -> AnswerReading {
    guard let close, close.code == 403, text(close.text).hasPrefix("ACCESS_REFUSED") else {
      return AnswerReading(.unknown, .unexpectedStatus)
    }
    return login.user == "guest" && !isLocal
      ? AnswerReading(.unknown, .filtered) : AnswerReading(.dead, .refused)
  }

  /// With a password in the clear within the encrypted connection, or on this machine. A broker tells a refusal in words
  /// only to a client that can read them, and otherwise hangs up.
  private func authenticate(_ login: Login) throws(ProbeFailure) {
    let arena = Arena()
    defer { arena.free() }
    let skills = [arena.entry("authentication_failure_close", flag: true)]
    let properties = [
      arena.entry("product", text: "leakage validity check"),
      arena.entry("capabilities", table: arena.table(skills)),
    ]
    var method = AMQPStartOK(
      properties: arena.table(properties), mechanism: arena.bytes("PLAIN"),
      response: arena.bytes("\0\(login.user)\0\(login.password)"), locale: arena.bytes("en_US"))
    guard library.send(connection, 0, Method.startOK, &method) == 0 else {
      throw ProbeFailure(.connectionFailed)
    }
  }

  /// Ends the login as a client does that has nothing more to say: a broker notes in its log who just hangs up.
  private func openAndClose(_ login: Login, _ tune: AMQPTune) {
    let arena = Arena()
    defer { arena.free() }
    var limits = AMQPTune(channels: tune.channels, frameSize: tune.frameSize, heartbeat: 0)
    var open = AMQPOpen(host: arena.bytes(login.space), capabilities: arena.bytes(""), insists: 1)
    guard library.send(connection, 0, Method.tuneOK, &limits) == 0,
      library.send(connection, 0, Method.open, &open) == 0
    else { return }
    do {
      var nothing: UInt64 = 0
      if try next().id == Method.close {
        _ = library.send(connection, 0, Method.closeOK, &nothing)
        return
      }
      var close = AMQPClose(code: 200, text: arena.bytes("bye"), classID: 0, methodID: 0)
      guard library.send(connection, 0, Method.close, &close) == 0 else { return }
      _ = try next()
    } catch { /* What had to be known is known. */  }
  }

  /// The next method. What it points to stays until the connection ends.
  private func next() throws(ProbeFailure) -> (id: UInt32, decoded: UnsafeRawPointer?) {
    for _ in 0..<16 {
      let left = deadline - Monotonic.now
      guard left > 0 else { throw ProbeFailure(.timedOut) }
      var time = timeval()
      time.tv_sec = Int(left)
      time.tv_usec = .init((left - left.rounded(.down)) * 1e6)
      var frame = AMQPFrame()
      switch library.next(connection, &frame, &time) {
      case 0: break
      case -0x0d: throw ProbeFailure(.timedOut)
      // Data that is no frame, or of an unknown class, method or version.
      case -0x02, -0x03, -0x04, -0x06: throw ProbeFailure(.protocolError)
      default: throw ProbeFailure(.connectionFailed)
      }
      if frame.kind == UInt8(ascii: "A") { throw ProbeFailure(.protocolError) }
      if frame.kind == 1, frame.channel == 0 {
        return (frame.payload.method.id, frame.payload.method.decoded.map { UnsafeRawPointer($0) })
      }
    }
    throw ProbeFailure(.protocolError)
  }

  private func text(_ bytes: AMQPBytes) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: min(bytes.count, 1024)), as: UTF8.self)
  }
}

/// Memory of a method's arguments, wiped before it is given back.
private final class Arena {
  private var blocks: [UnsafeMutableRawBufferPointer] = []

  func bytes(_ text: String) -> AMQPBytes {
    let block = make(text.utf8.count, alignment: 1)
    block.copyBytes(from: text.utf8)
    return AMQPBytes(count: text.utf8.count, bytes: block.baseAddress)
  }

  func table(_ entries: [AMQPTableEntry]) -> AMQPTable {
    let block = make(
      entries.count * MemoryLayout<AMQPTableEntry>.stride, alignment: MemoryLayout<AMQPTableEntry>.alignment)
    _ = block.bindMemory(to: AMQPTableEntry.self).initialize(from: entries)
    return AMQPTable(count: Int32(entries.count), entries: block.baseAddress)
  }

  func entry(_ key: String, text: String) -> AMQPTableEntry {
    AMQPTableEntry(key: bytes(key), kind: UInt8(ascii: "S"), value: .init(text: bytes(text)))
  }

  func entry(_ key: String, table: AMQPTable) -> AMQPTableEntry {
    AMQPTableEntry(key: bytes(key), kind: UInt8(ascii: "F"), value: .init(table: table))
  }

  func entry(_ key: String, flag: Bool) -> AMQPTableEntry {
    AMQPTableEntry(key: bytes(key), kind: UInt8(ascii: "t"), value: .init(flag: flag ? 1 : 0))
  }

  func free() {
    for block in blocks {
      if let start = block.baseAddress { memset(start, 0, block.count) }
      block.deallocate()
    }
    blocks = []
  }

  private func make(_ count: Int, alignment: Int) -> UnsafeMutableRawBufferPointer {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: alignment)
    blocks.append(block)
    return block
  }
}
