/// Reads the wire format of SSH (RFC 4251, section 5): numbers and length-prefixed fields.
struct SSHFieldReader {
  var rest: ArraySlice<UInt8>

  mutating func number(bytes: Int) -> UInt64? {
    guard let number = rest.bigEndian(bytes) else { return nil }
    rest = rest.dropFirst(bytes)
    return number
  }

  mutating func string() -> ArraySlice<UInt8>? {
    guard let count = number(bytes: 4), count <= UInt64(rest.count) else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return rest.prefix(Int(count))
  }
}

/// Writes it.
enum SSHField {
  static func string(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let count = UInt32(clamping: bytes.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + bytes
  }

  /// A positive number without leading zeros: a zero goes before a set top bit.
  static func number(_ magnitude: some Collection<UInt8>) -> [UInt8] {
    let isHigh = magnitude.first.map { $0 >= 0x80 } ?? false
    return string((isHigh ? [0] : []) + Array(magnitude))
  }
}
