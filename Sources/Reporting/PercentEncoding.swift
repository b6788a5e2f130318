extension String {
  /// As the path of a URI (RFC 3986, section 3.3): unreserved characters and `/` stand for themselves, every
  /// other byte of its UTF-8 form is percent-encoded. `:` is encoded too, since a relative reference must
  /// not seem to start with a scheme.
  var percentEncodedPath: String {
    var bytes: [UInt8] = []
    for byte in utf8 {
      if byte.isUnreserved || byte == UInt8(ascii: "/") {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private func digit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(self)
    }
  }
}
