/// A set of bytes: what one position of a pattern takes.
struct ByteSet: Hashable, Sendable {
  private var words: [UInt64] = [0, 0, 0, 0]

  init() {}

  init(_ ranges: ClosedRange<UInt8>...) { for range in ranges { insert(range) } }

  init(_ text: StaticString) { text.withUTF8Buffer { for byte in $0 { insert(byte...byte) } } }

  static let all = ByteSet(0...255)
  static let newline = ByteSet(0x0A...0x0A)
  static let digits = ByteSet(0x30...0x39)
  static let space = ByteSet(0x09...0x0D, 0x20...0x20)
  static let upper = ByteSet(0x41...0x5A)
  static let lower = ByteSet(0x61...0x7A)
  static let letters = upper.union(lower)
  static let word = letters.union(digits).union("_")
  static let punctuation = ByteSet(0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E)

  static let names: [String: ByteSet] = [
    "alnum": letters.union(digits), "alpha": letters, "ascii": ByteSet(0...0x7F), "blank": ByteSet(" \t"),
    "cntrl": ByteSet(0...0x1F, 0x7F...0x7F), "digit": digits, "graph": ByteSet(0x21...0x7E), "lower": lower,
    "print": ByteSet(0x20...0x7E), "punct": punctuation, "space": space, "upper": upper, "word": word,
    "xdigit": ByteSet(0x30...0x39, 0x41...0x46, 0x61...0x66),
  ]

  mutating func insert(_ range: ClosedRange<UInt8>) {
    for byte in range { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
  }

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// In order.
  var bytes: [UInt8] { (UInt8.min...UInt8.max).filter(contains) }

  var inverted: ByteSet { combined(with: self) { left, _ in ~left } }

  func union(_ other: ByteSet) -> ByteSet { combined(with: other) { $0 | $1 } }
  func union(_ text: StaticString) -> ByteSet { union(ByteSet(text)) }
  func intersection(_ other: ByteSet) -> ByteSet { combined(with: other) { $0 & $1 } }
  func subtracting(_ other: ByteSet) -> ByteSet { combined(with: other) { $0 & ~$1 } }
  func isSuperset(of other: ByteSet) -> Bool { other.subtracting(self).count == 0 }

  /// With both cases of every letter in it.
  var folded: ByteSet {
    var set = self
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(letter) || contains(letter ^ 0x20) {
      set.insert(letter...letter)
      set.insert(letter ^ 0x20...letter ^ 0x20)
    }
    return set
  }

  private func combined(with other: ByteSet, _ operation: (UInt64, UInt64) -> UInt64) -> ByteSet {
    var set = self
    for index in words.indices { set.words[index] = operation(words[index], other.words[index]) }
    return set
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
