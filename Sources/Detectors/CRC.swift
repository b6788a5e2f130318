/// Cyclic redundancy checks.
enum CRC {
  /// CRC-32 (IEEE 802.3), reflected.
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc = (crc >> 8) ^ table[Int((crc ^ UInt32(byte)) & 0xff)]
    }
    return ~crc
  }

  /// CRC-16 with polynomial 0x1021 and no reflection (XMODEM).
  static func crc16(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var crc: UInt16 = 0
    for byte in bytes {
      crc ^= UInt16(byte) << 8
      for _ in 0..<8 { crc = crc & 0x8000 != 0 ? (crc << 1) ^ 0x1021 : crc << 1 }
    }
    return crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    var entry = UInt32(index)
    for _ in 0..<8 { entry = entry & 1 != 0 ? (entry >> 1) ^ 0xedb8_8320 : entry >> 1 }
    return entry
  }
}
