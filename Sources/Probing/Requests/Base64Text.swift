internal import Foundation

/// Base64, with padding or for addresses without (RFC 4648).
enum Base64Text {
  static func encode(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

  static func encodeForURL(_ bytes: some Sequence<UInt8>) -> String {
    String(encode(bytes).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" })
  }

  static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    Data(base64Encoded: Data(text)).map { Array($0) }
  }
}
