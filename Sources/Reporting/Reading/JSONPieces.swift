/// Cuts a stream of JSON documents into pieces of bounded size: the elements of the long lists at the top of a
/// document, one by one, and then what is left of the document. It checks brackets and quotes only; who decodes a
/// piece finds the rest.
struct JSONPieces {
  enum Piece {
    /// An element of the list with this name.
    case element(of: String, [UInt8])
    /// A document, its streamed lists empty.
    case document([UInt8])
  }

  private let streamed: Set<String>
  private var buffer: [UInt8] = []
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// At depth 1: the next text is a member's name.
  private var expectsName = false
  private var nameStart = 0
  private var name = ""
  /// Where the element being read starts in `buffer`; nil outside of streamed lists.
  private var elementStart: Int?

  /// A piece beyond it cannot be held in memory with certainty.
  static let sizeLimit = 1 << 28

  init(streaming names: Set<String>) { streamed = names }

  /// True between documents.
  var isAtRest: Bool { depth == 0 && !isInString }

  /// Takes more bytes and gives what they complete.
  mutating func feed(_ bytes: some Collection<UInt8>, _ body: (Piece) throws -> Void) throws {
    let isDone: Void? = try bytes.withContiguousStorageIfAvailable { try feed(contiguous: $0, body) }
    if isDone == nil { try Array(bytes).withUnsafeBufferPointer { try feed(contiguous: $0, body) } }
  }

  /// Every byte of every report comes through here: no generic calls, and texts are taken in runs.
  private mutating func feed(
    contiguous bytes: UnsafeBufferPointer<UInt8>, _ body: (Piece) throws -> Void
  ) throws {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if depth == 0 {
        guard try begin(byte) else { continue }
      } else {
        buffer.append(byte)
      }
      if isInString {
        readText(byte)
        if isInString, !isEscaped { index = takeText(bytes, from: index) }
      } else {
        try readStructure(byte, body)
      }
      guard buffer.count < JSONPieces.sizeLimit else {
        throw ReportReadingError(description: "one piece is too large")
      }
    }
  }

  /// Keeps what is neither a quote nor a backslash, and gives the index after it.
  private mutating func takeText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\") { end += 1 }
    buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
    return end
  }

  private mutating func begin(_ byte: UInt8) throws -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: return false
    case UInt8(ascii: "{"):
      buffer.append(byte)
      return true
    default: throw ReportReadingError(description: "not a report of leakage: unreadable")
    }
  }

  private mutating func readText(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      if depth == 1, expectsName {
        name = String(decoding: buffer[nameStart..<(buffer.count - 1)], as: UTF8.self)
      }
    }
  }

  private mutating func readStructure(_ byte: UInt8, _ body: (Piece) throws -> Void) throws {
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      nameStart = buffer.count
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      expectsName = depth == 1
      if depth == 2, byte == UInt8(ascii: "["), streamed.contains(name) { elementStart = buffer.count }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      try close(byte, body)
    case UInt8(ascii: ","):
      if depth == 1 { expectsName = true }
      if depth == 2, elementStart != nil { try flush(body) }
    case UInt8(ascii: ":"):
      if depth == 1 { expectsName = false }
    default: break
    }
  }

  private mutating func close(_ byte: UInt8, _ body: (Piece) throws -> Void) throws {
    depth -= 1
    if depth == 1, elementStart != nil {
      try flush(body)
      buffer.append(byte)
      elementStart = nil
    }
    guard depth == 0 else { return }
    let document = buffer
    buffer.removeAll(keepingCapacity: buffer.count < 1 << 20)
    name = ""
    try body(.document(document))
  }

  /// Ends the element before the comma or bracket that was just read, and takes both out of the buffer.
  private mutating func flush(_ body: (Piece) throws -> Void) throws {
    guard let start = elementStart else { return }
    let element = Array(buffer[start..<(buffer.count - 1)])
    buffer.removeSubrange(start...)
    guard element.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return }
    try body(.element(of: name, element))
  }
}
