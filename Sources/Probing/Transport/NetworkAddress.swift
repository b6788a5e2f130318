#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// An IP address, and whether it leads out to the public internet.
package struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
  /// Four bytes or sixteen.
  package let bytes: [UInt8]

  /// Nil unless the text is an address in numbers.
  package init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    } else {
      return nil
    }
  }

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: bytes.count, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }
    .joined(separator: ":")
  }

  /// This machine itself: 127.0.0.0/8 and ::1.
  package var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
  }

  /// False for every address that the IANA special-purpose registries (RFC 6890 and its updates) do not call
  /// globally reachable, and for those that hide such an address in themselves (mapped, translated, tunnelled).
  package var isPublic: Bool {
    if bytes.count == 4 { return NetworkAddress.isPublic(four: bytes) }
    if let hidden = embedded { return NetworkAddress.isPublic(four: hidden) }
    // 2000::/3 is all that is assigned; in it 2001::/23 is for protocols and 2001:db8::/32, 3fff::/20 for examples.
    guard bytes[0] & 0xe0 == 0x20 else { return false }
    if bytes[0] == 0x20, bytes[1] == 0x01, bytes[2] < 0x02 { return false }
    if bytes.starts(with: [0x20, 0x01, 0x0d, 0xb8]) { return false }
    return !(bytes[0] == 0x3f && bytes[1] == 0xff && bytes[2] < 0x10)
  }

  /// The IPv4 address in `::ffff:a.b.c.d`, `::a.b.c.d`, `64:ff9b::a.b.c.d` (NAT64, also 64:ff9b:1::) and `2002:…`
  /// (6to4).
  private var embedded: [UInt8]? {
    let zeros = bytes.prefix(10).allSatisfy { $0 == 0 }
    if zeros, bytes[10] == bytes[11], bytes[10] == 0 || bytes[10] == 0xff { return Array(bytes[12...]) }
    if bytes.starts(with: [0x00, 0x64, 0xff, 0x9b]) {
      return bytes[4] == 0 && bytes[5] == 0 ? Array(bytes[12...]) : [0, 0, 0, 0]
    }
    return bytes.starts(with: [0x20, 0x02]) ? Array(bytes[2..<6]) : nil
  }

  private static func isPublic(four: [UInt8]) -> Bool {
    switch (four[0], four[1], four[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (224..., _, _): false
    case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
    case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113): false
    default: true
    }
  }
}
