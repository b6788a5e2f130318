/// A size such as `64MiB`, `500k` or `1048576`.
struct ByteCount: Equatable, CustomStringConvertible {
  let bytes: Int

  /// Decimal units (`kB`, `MB`, `GB`), binary ones (`KiB`, `MiB`, `GiB`) and their first letters, which are
  /// binary as git's are; any case.
  init(_ text: String) throws(BadValue) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), let factor = ByteCount.units[text.dropFirst(digits.count).lowercased()],
      case (let bytes, let overflow) = number.multipliedReportingOverflow(by: factor), !overflow
    else { throw BadValue("not a size; write it as 64MiB, 500k or 1048576") }
    self.bytes = bytes
  }

  init(bytes: Int) { self.bytes = bytes }

  /// In the largest binary unit that leaves a whole number.
  var description: String {
    for (name, factor) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where bytes > 0 && bytes % factor == 0 {
      return "\(bytes / factor)\(name)"
    }
    return String(bytes)
  }

  private static let units: [String: Int] = [
    "": 1, "b": 1, "k": 1 << 10, "kib": 1 << 10, "kb": 1000, "m": 1 << 20, "mib": 1 << 20, "mb": 1_000_000,
    "g": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000,
  ]
}
