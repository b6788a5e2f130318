internal import Findings
internal import NIOCore
internal import NIOPosix

/// AUTH and one line of answer: a login to Redis or Valkey needs no more of their protocol (RESP).
enum RedisLogin {
  static func attempt(_ login: Login, at place: LoginPlace, seconds: Double) async -> AnswerReading {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let line = loop.makePromise(of: [UInt8].self)
    loop.scheduleTask(in: .milliseconds(Int64(seconds * 1000))) { line.fail(ProbeFailure(.timedOut)) }
    do {
      let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(3)).channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if place.isEncrypted {
            try channel.pipeline.syncOperations.addHandler(try place.encryption(for: login.host))
          }
          try channel.pipeline.syncOperations.addHandler(LineReader(line))
        }
      }
      let channel = try await bootstrap.connect(host: place.address.description, port: place.port).get()
      defer { channel.close(promise: nil) }
      try await channel.writeAndFlush(ByteBuffer(bytes: command(login)))
      return reading(try await line.futureResult.get())
    } catch let failure as ProbeFailure {
      line.fail(failure)
      return AnswerReading(failure)
    } catch {
      line.fail(error)
      return AnswerReading(.unknown, ProbeReason(encryption: error) ?? .connectionFailed)
    }
  }

  private static func command(_ login: Login) -> [UInt8] {
    let words = ["AUTH"] + (login.user.isEmpty ? [] : [login.user]) + [login.password]
    return Array("*\(words.count)\r\n".utf8) + words.flatMap { Array("$\($0.utf8.count)\r\n\($0)\r\n".utf8) }
  }

  private static func reading(_ line: [UInt8]) -> AnswerReading {
    let text = String(decoding: line, as: UTF8.self)
    if text == "+OK" { return AnswerReading(.live, .identified) }
    if text.hasPrefix("-WRONGPASS") || text.hasPrefix("-ERR invalid password") {
      return AnswerReading(.dead, .refused)
    }
    // A server that wants no password says nothing about this one.
    return AnswerReading(.unknown, text.hasPrefix("-ERR") ? .acceptsAnything : .protocolError)
  }
}

/// Gives the first line, of 512 bytes at most.
private final class LineReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let line: EventLoopPromise<[UInt8]>
  private var bytes: [UInt8] = []

  init(_ line: EventLoopPromise<[UInt8]>) { self.line = line }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytesView.prefix(513)
    if let end = bytes.firstIndex(of: 0x0d) {
      line.succeed(Array(bytes[..<end]))
    } else if bytes.count > 512 {
      line.fail(ProbeFailure(.protocolError))
    }
  }

  func channelInactive(context: ChannelHandlerContext) { line.fail(ProbeFailure(.connectionFailed)) }
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    line.fail(error)
    context.close(promise: nil)
  }
}
