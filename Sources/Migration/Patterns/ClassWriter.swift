/// Writes a set of bytes as a class.
enum ClassWriter {
  static func text(of set: ByteSet) -> String {
    if set == .all { return "[\\s\\S]" }
    if set == ByteSet.newline.inverted { return "." }
    for (name, known) in [("\\d", ByteSet.digits), ("\\w", .word), ("\\s", .space)] {
      if set == known { return name }
      if set == known.inverted { return name.uppercased() }
    }
    if set.count == 1 { return PatternWriter.escaped(set.bytes) }
    guard set.count > 0 else { return "(?!)" }
    return set.count > 128 ? "[^" + members(set.inverted) + "]" : "[" + members(set) + "]"
  }

  private static func members(_ set: ByteSet) -> String {
    var rest = set
    var result = ""
    if rest.isSuperset(of: .space) {
      result += "\\s"
      rest = rest.subtracting(.space)
    }
    for kind in [ByteSet.upper, .lower, .digits, ByteSet.all.subtracting(.letters).subtracting(.digits)] {
      result += ranges(rest.intersection(kind))
    }
    return result
  }

  private static func ranges(_ set: ByteSet) -> String {
    var result = ""
    var bytes = set.bytes[...]
    while let first = bytes.first {
      var last = first
      while let next = bytes.dropFirst().first, next == last + 1 {
        last = next
        bytes = bytes.dropFirst()
      }
      bytes = bytes.dropFirst()
      result += member(first)
      if last > first { result += (last > first + 1 ? "-" : "") + member(last) }
    }
    return result
  }

  private static func member(_ byte: UInt8) -> String {
    guard (0x20...0x7E).contains(byte) else { return PatternWriter.hex(byte) }
    let character = String(Unicode.Scalar(byte))
    return #"\]^-["#.contains(character) ? "\\" + character : character
  }
}
