/// Numbers written in the alphabets of token formats, padded on the left with `0`.
enum Digits {
  static func base62(_ number: UInt32, width: Int) -> [UInt8] {
    write(number, in: alphanumeric, width: width)
  }

  static func base36(_ number: UInt32, width: Int) -> [UInt8] {
    write(number, in: Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8), width: width)
  }

  /// Eight digits in lower case.
  static func hex(_ number: UInt32) -> [UInt8] { write(number, in: Array("0123456789abcdef".utf8), width: 8) }

  private static let alphanumeric = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  private static func write(_ number: UInt32, in alphabet: [UInt8], width: Int) -> [UInt8] {
    let base = UInt32(alphabet.count)
    var digits: [UInt8] = []
    var rest = number
    while rest > 0 {
      digits.append(alphabet[Int(rest % base)])
      rest /= base
    }
    let padding = [UInt8](repeating: alphabet[0], count: max(0, width - digits.count))
    return padding + digits.reversed()
  }
}
