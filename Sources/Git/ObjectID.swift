/// A SHA-1 object id: 20 bytes.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  // Big-endian words, so that integer order is byte order.
  let high: UInt64
  let middle: UInt64
  let low: UInt32

  package static let byteCount = 20

  /// Reads 20 bytes.
  package init(_ bytes: UnsafeRawPointer) {
    high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// Nil unless `text` is 40 hexadecimal digits.
  package init?(_ text: some StringProtocol) {
    self.init(hex: Array(text.utf8)[...])
  }

  package init?(hex: ArraySlice<UInt8>) {
    guard hex.count == 40 else { return nil }
    var bytes = [UInt8]()
    var rest = hex
    while let first = rest.popFirst(), let second = rest.popFirst() {
      guard let high = ObjectID.digit(first), let low = ObjectID.digit(second) else { return nil }
      bytes.append(high << 4 | low)
    }
    self = bytes.withUnsafeBytes { buffer in
      // 40 digits were read: 20 bytes are there.
      ObjectID(buffer.baseAddress.unsafelyUnwrapped)
    }
  }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    if left.high != right.high { return left.high < right.high }
    if left.middle != right.middle { return left.middle < right.middle }
    return left.low < right.low
  }

  package var bytes: [UInt8] {
    withUnsafeBytes(of: high.bigEndian, Array.init) + withUnsafeBytes(of: middle.bigEndian, Array.init)
      + withUnsafeBytes(of: low.bigEndian, Array.init)
  }

  /// A digest of the id under a key, for large sets that need not name their members: whoever does not know the key cannot
  /// make two ids meet. The mixing is wyhash's (multiply, fold the halves).
  package func mark(_ key: (UInt64, UInt64)) -> UInt64 {
    let first = ObjectID.fold(high ^ key.0, middle ^ key.1)
    return ObjectID.fold(first ^ UInt64(low), key.1 | 1)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  package var isZero: Bool { high == 0 && middle == 0 && low == 0 }

  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x30...0x39: character - 0x30
    case 0x41...0x46: character - 0x41 + 10
    case 0x61...0x66: character - 0x61 + 10
    default: nil
    }
  }
}

package enum ObjectKind: UInt8, Sendable {
  case commit = 1
  case tree = 2
  case blob = 3
  case tag = 4
}
