/// How often a YAML text refers to an anchor, at most.
enum YAMLAliases {
  /// Counts `*name` where a value can begin. A library that shares what an alias stands for still goes through all of
  /// it where a mapping's key is compared.
  static func count(in text: String) -> Int {
    var count = 0
    var previous = UInt8(ascii: "\n")
    var isStar = false
    for byte in text.utf8 {
      if isStar,
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
          || byte >= 0x80
      {
        count += 1
      }
      isStar = byte == UInt8(ascii: "*") && "\n:-,[{?".utf8.contains(previous)
      if byte != 0x20, byte != 0x09, byte != 0x0D { previous = byte }
    }
    return count
  }
}
