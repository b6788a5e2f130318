internal import Findings
internal import NIOCore

/// Lets a MongoDB server's answers through that are whole and of the kind that was asked for. libmongoc believes what it
/// reads: an answer of another kind, or a document with a wrong length, ends the program.
/// Source: MongoDB, "MongoDB Wire Protocol"; bsonspec.org.
final class MongoMessages: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var asked: [UInt8] = []
  private var told: [UInt8] = []
  private var requests: [Header] = []
  /// A login's answers are of a few hundred bytes.
  private static let limit = 64 << 10

  private struct Header {
    let length, id, answers, code: Int

    /// Nil until there are as many bytes as it says.
    init?(_ bytes: [UInt8]) {
      guard bytes.count >= 16 else { return nil }
      let words = (0..<4).map { MongoDocument.number(bytes, at: 4 * $0) }
      (length, id, answers, code) = (words[0], words[1], words[2], words[3])
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    asked += unwrapOutboundIn(data).readableBytesView
    while let header = Header(asked), header.length >= 16, asked.count >= header.length {
      requests.append(header)
      asked.removeFirst(header.length)
    }
    context.write(data, promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    told += unwrapInboundIn(data).readableBytesView
    while let header = Header(told) {
      guard (16...Self.limit).contains(header.length), !requests.isEmpty else { return refuse(context) }
      guard told.count >= header.length else { return }
      let request = requests.removeFirst()
      let message = Array(told.prefix(header.length))
      guard header.answers == request.id, Self.isAnswer(message, header.code, to: request.code) else {
        return refuse(context)
      }
      told.removeFirst(header.length)
      context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: message)))
    }
  }

  private func refuse(_ context: ChannelHandlerContext) {
    told = []
    context.fireErrorCaught(ProbeFailure(.protocolError))
  }

  /// One document behind OP_REPLY's or OP_MSG's own fields.
  private static func isAnswer(_ message: [UInt8], _ code: Int, to request: Int) -> Bool {
    switch (request, code) {
    case (2004, 1):
      return message.count > 36 && MongoDocument.number(message, at: 32) == 1
        && MongoDocument.isSound(message[36...])
    case (2013, 2013):
      return message.count > 21 && MongoDocument.number(message, at: 16) == 0 && message[20] == 0
        && MongoDocument.isSound(message[21...])
    default: return false
    }
  }
}

/// BSON, as far as its lengths go.
enum MongoDocument {
  static func number(_ bytes: some RandomAccessCollection<UInt8>, at offset: Int) -> Int {
    let start = bytes.index(bytes.startIndex, offsetBy: offset)
    let word = bytes[start...].prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Int(Int32(bitPattern: word))
  }

  /// Every length in it is that of what is there.
  static func isSound(_ bytes: ArraySlice<UInt8>, depth: Int = 0) -> Bool {
    guard depth < 32, bytes.count >= 5, number(bytes, at: 0) == bytes.count, bytes.last == 0 else {
      return false
    }
    var rest = bytes.dropFirst(4).dropLast()
    while let kind = rest.popFirst() {
      guard let end = rest.firstIndex(of: 0) else { return false }
      rest = rest[(end + 1)...]
      guard let length = length(of: kind, in: rest, depth), length <= rest.count else { return false }
      rest = rest.dropFirst(length)
    }
    return true
  }

  /// Nil for what is not sound, or of a kind that no answer to a login needs.
  private static func length(of kind: UInt8, in rest: ArraySlice<UInt8>, _ depth: Int) -> Int? {
    switch kind {
    case 0x06, 0x0a, 0x7f, 0xff: return 0
    case 0x08: return rest.first.map { $0 <= 1 ? 1 : nil } ?? nil
    case 0x10: return 4
    case 0x01, 0x09, 0x11, 0x12: return 8
    case 0x07: return 12
    case 0x13: return 16
    case 0x02, 0x03, 0x04, 0x05, 0x0d, 0x0e:
      guard rest.count >= 5 else { return nil }
      let count = number(rest, at: 0)
      if kind == 0x03 || kind == 0x04 {
        guard (5...rest.count).contains(count) else { return nil }
        return isSound(rest.prefix(count), depth: depth + 1) ? count : nil
      }
      if kind == 0x05 { return (0...(rest.count - 5)).contains(count) ? count + 5 : nil }
      guard (1...(rest.count - 4)).contains(count) else { return nil }
      return rest.prefix(count + 4).last == 0 ? count + 4 : nil
    default: return nil
    }
  }
}
