internal import Glibc

/// What a value is made of, as far as it tells secrets from what is none.
struct ValueTraits {
  private(set) var digits = 0
  private(set) var upper = 0
  private(set) var lower = 0
  /// `_`, `-`, `.`, `:` and `/`: what names and paths are joined by.
  private(set) var separators = 0
  private(set) var symbols = 0
  /// Bytes beyond ASCII.
  private(set) var high = 0
  private(set) var isHex = true
  let count: Int

  var letters: Int { upper + lower }

  /// Of small letters, capitals, digits and symbols, how many kinds it holds.
  var kinds: Int { [upper, lower, digits, symbols].count { $0 > 0 } }

  init(_ value: UnsafeRawBufferPointer) {
    count = value.count
    for byte in value {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A:
        upper += 1
        if byte > 0x46 { isHex = false }
      case 0x61...0x7A:
        lower += 1
        if byte > 0x66 { isHex = false }
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"):
        separators += 1
        isHex = false
      case 0x80...0xFF:
        high += 1
        isHex = false
      default:
        symbols += 1
        isHex = false
      }
    }
    if upper > 0, lower > 0 { isHex = false }
  }

  /// 8-4-4-4-12 hexadecimal digits.
  static func isUUID(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.count == 36 else { return false }
    return value.enumerated().allSatisfy { place, byte in
      if place == 8 || place == 13 || place == 18 || place == 23 { return byte == UInt8(ascii: "-") }
      return HexDigit.isOne(byte)
    }
  }

  /// Most of it repeats what stands a few bytes before: `12341234`, `abcabcabc`.
  static func isPeriodic(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.count >= 6 else { return false }
    for period in 1...(value.count / 2) {
      let repeated = (period..<value.count).count { value[$0] == value[$0 - period] }
      if repeated * 10 >= (value.count - period) * 9 { return true }
    }
    return false
  }

  /// At least a third of it runs up or down by one, or along the keyboard: `abcdef`, `98765`, `qwerty`.
  static func isSequence(_ value: UnsafeRawBufferPointer) -> Bool {
    guard value.count >= 6 else { return false }
    var run = 0
    var inRuns = 0
    var last = Step.none
    for index in 1..<value.count {
      let step = Step(value[index - 1], value[index])
      if step != last {
        if run >= 3 { inRuns += run + 1 }
        run = 0
      }
      if step != .none { run += 1 }
      last = step
    }
    if run >= 3 { inRuns += run + 1 }
    return inRuns * 3 >= value.count
  }

  private enum Step {
    case none, up, down, keyboard

    init(_ left: UInt8, _ right: UInt8) {
      let (left, right) = (NameWords.fold(left), NameWords.fold(right))
      let isKeyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].contains { row in
        zip(row.utf8, row.utf8.dropFirst()).contains { $0 == left && $1 == right }
      }
      self = right == left &+ 1 ? .up : left == right &+ 1 ? .down : isKeyboard ? .keyboard : .none
    }
  }

  /// Looks random for its length and characters: neither text nor a pattern.
  static func isRandom(_ value: UnsafeRawBufferPointer, _ traits: ValueTraits) -> Bool {
    guard traits.digits > 0 || traits.upper > 0, !isPeriodic(value), !isSequence(value) else { return false }
    if traits.isHex { return isRandomHex(value, traits) }
    if isUUID(value) { return Entropy.bitsPerByte(value) >= 2.9 }
    // A random text nearly exhausts what its length or its alphabet allows.
    let most = log2(
      Double(min(value.count, traits.symbols > 0 ? 80 : traits.upper > 0 && traits.lower > 0 ? 62 : 36)))
    guard Entropy.bitsPerByte(value) >= most * 0.78 else { return false }
    return TextModel.bitsPerCharacter(value) >= TextModel.randomBits
  }

  private static func isRandomHex(_ value: UnsafeRawBufferPointer, _ traits: ValueTraits) -> Bool {
    // All digits, or nearly all letters, is a number or a word: one in some thousand of 32 random ones.
    guard traits.digits >= value.count / 4, traits.letters * 12 >= value.count else { return false }
    return Entropy.bitsPerByte(value) >= (value.count >= 32 ? 3.1 : value.count >= 20 ? 2.8 : 2.6)
  }
}
