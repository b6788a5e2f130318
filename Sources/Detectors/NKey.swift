/// Base-32 keys that end in a CRC-16 of their bytes.
enum NKey {
  static func accepts(_ value: [UInt8]) -> Bool {
    guard let bytes = BitText.base32.canonicalBytes(value), bytes.count > 2 else { return false }
    return bytes.suffix(2).elementsEqual(tail(bytes.dropLast(2)))
  }

  static func suffix(for body: [UInt8]) -> [UInt8]? {
    BitText.base32.continuation(of: body) { tail($0[...]) }
  }

  private static func tail(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let crc = CRC.crc16(bytes)
    return [UInt8(crc & 0xff), UInt8(crc >> 8)]
  }
}
