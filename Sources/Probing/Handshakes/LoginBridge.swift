internal import Findings
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A connection to the address that was checked, encrypted where the place wants it, whose near end is a descriptor.
/// A client library that would resolve names and open connections by itself talks through it and reaches nothing else.
struct LoginBridge: Sendable {
  /// For the library, which closes it. Reads and writes do not block.
  let descriptor: Int32
  private let far: any Channel
  private let near: any Channel
  private let trouble: Trouble

  static func open(
    to place: LoginPlace, for login: Login, connectTimeout seconds: Double
  ) async throws -> LoginBridge {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let trouble = Trouble()
    let far = try await ClientBootstrap(group: loop).connectTimeout(.milliseconds(Int64(seconds * 1000)))
      .channelOption(.autoRead, value: false)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard place.isEncrypted else { return }
          try channel.pipeline.syncOperations.addHandler(try place.encryption(for: login.host))
        }
      }
      .connect(host: place.address.description, port: place.port).get()
    do {
      let (ours, theirs) = try pair()
      do {
        let near = try await ClientBootstrap(group: loop).channelOption(.autoRead, value: false)
          .withConnectedSocket(ours).get()
        try await loop.submit {
          if login.service == .mongodb { try far.pipeline.syncOperations.addHandler(MongoMessages()) }
          try far.pipeline.syncOperations.addHandler(Relay(to: near, trouble))
          try near.pipeline.syncOperations.addHandler(Relay(to: far, trouble))
        }.get()
        for channel in [near, far] { try await channel.setOption(.autoRead, value: true).get() }
        return LoginBridge(descriptor: theirs, far: far, near: near, trouble: trouble)
      } catch {
        _ = systemClose(theirs)
        throw error
      }
    } catch {
      far.close(promise: nil)
      throw error
    }
  }

  func close() {
    near.close(promise: nil)
    far.close(promise: nil)
  }

  /// What the library says, or why it got no answer.
  func reading(_ told: AnswerReading) -> AnswerReading {
    guard told.validity == .unknown, let reason = trouble.reason else { return told }
    return AnswerReading(.unknown, reason)
  }

  private static func pair() throws -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw ProbeFailure(.connectionFailed) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }
}

/// `close` of the system, where a method of that name hides it.
func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

/// The first thing that went wrong on the way.
private final class Trouble: Sendable {
  private let first = Mutex<ProbeReason?>(nil)

  var reason: ProbeReason? { first.withLock { $0 } }
  func note(_ reason: ProbeReason) { first.withLock { $0 = $0 ?? reason } }
}

/// Passes on what comes in, up to the bytes that a login can need, and the end.
private final class Relay: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let partner: any Channel
  private let trouble: Trouble
  private var room = 256 << 10

  init(to partner: any Channel, _ trouble: Trouble) {
    self.partner = partner
    self.trouble = trouble
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    room -= bytes.readableBytes
    guard room >= 0 else {
      trouble.note(.oversized)
      context.close(promise: nil)
      return
    }
    partner.writeAndFlush(bytes, promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { partner.close(promise: nil) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if let reason = (error as? ProbeFailure)?.reason ?? ProbeReason(encryption: error) {
      trouble.note(reason)
    }
    context.close(promise: nil)
  }
}

extension ProbeReason {
  /// What an error of the encryption means; nil for another error.
  init?(encryption error: any Error) {
    guard error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError else { return nil }
    let isUntrusted =
      (error as? NIOSSLExtraError) == .failedToValidateHostname
      || "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
    self = isUntrusted ? .certificateRejected : .encryptionRefused
  }
}
