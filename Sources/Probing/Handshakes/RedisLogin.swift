internal import Findings
internal import NIOCore
internal import NIOPosix

/// PING, AUTH and two lines of answer: a login to Redis or Valkey needs no more of their protocol (RESP).
enum RedisLogin {
  static func attempt(_ login: Login, at place: LoginPlace, seconds: Double) async -> AnswerReading {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let lines = loop.makePromise(of: [String].self)
    loop.scheduleTask(in: .milliseconds(Int64(seconds * 1000))) { lines.fail(ProbeFailure(.timedOut)) }
    do {
      let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(3)).channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if place.isEncrypted {
            try channel.pipeline.syncOperations.addHandler(try place.encryption(for: login.host))
          }
          try channel.pipeline.syncOperations.addHandler(LineReader(lines))
        }
      }
      let channel = try await bootstrap.connect(host: place.address.description, port: place.port).get()
      defer { channel.close(promise: nil) }
      try await channel.writeAndFlush(ByteBuffer(bytes: command(login)))
      return reading(try await lines.futureResult.get(), of: login)
    } catch let failure as ProbeFailure {
      lines.fail(failure)
      return AnswerReading(failure)
    } catch {
      lines.fail(error)
      return AnswerReading(.unknown, ProbeReason(encryption: error) ?? .connectionFailed)
    }
  }

  private static func command(_ login: Login) -> [UInt8] {
    let words = ["AUTH"] + (login.user.isEmpty ? [] : [login.user]) + [login.password]
    return [["PING"], words].flatMap { words in
      Array("*\(words.count)\r\n".utf8) + words.flatMap { Array("$\($0.utf8.count)\r\n\($0)\r\n".utf8) }
    }
  }

  private static func reading(_ lines: [String], of login: Login) -> AnswerReading {
    guard let last = lines.last else { return AnswerReading(.unknown, .connectionFailed) }
    // A server that lets everybody in says nothing about the password of the user that everybody is.
    if lines.first == "+PONG", login.user.isEmpty || login.user == "default" {
      return AnswerReading(.unknown, .acceptsAnything)
    }
    if lines.count == 2, last == "+OK" { return AnswerReading(.live, .identified) }
    if last.hasPrefix("-WRONGPASS") || last.hasPrefix("-ERR invalid password") {
      return AnswerReading(.dead, .refused)
    }
    return AnswerReading(.unknown, .protocolError)
  }
}

/// Gives the first two lines, of 512 bytes in all at most, or fewer if the server ends with them.
private final class LineReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let lines: EventLoopPromise<[String]>
  private var bytes: [UInt8] = []

  init(_ lines: EventLoopPromise<[String]>) { self.lines = lines }

  private var whole: [String] {
    bytes.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0.last == 0x0d ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytes += unwrapInboundIn(data).readableBytesView.prefix(513)
    if whole.count >= 2 {
      lines.succeed(Array(whole.prefix(2)))
    } else if bytes.count > 512 {
      lines.fail(ProbeFailure(.protocolError))
    }
  }

  func channelInactive(context: ChannelHandlerContext) { lines.succeed(whole) }
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    lines.fail(error)
    context.close(promise: nil)
  }
}
