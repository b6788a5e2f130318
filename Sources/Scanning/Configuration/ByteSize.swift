/// Reads sizes such as `64MiB`, `500k` or `1048576`.
enum ByteSize {
  private static let units: [String: Int] = [
    "": 1, "b": 1, "k": 1 << 10, "kib": 1 << 10, "kb": 1000, "m": 1 << 20, "mib": 1 << 20, "mb": 1_000_000,
    "g": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000,
  ]

  /// Nil for what is no size. A bare letter is a binary unit, as in git's own settings.
  static func bytes(in text: String) -> Int? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let number = Int(String(decoding: Array(digits), as: UTF8.self)), let factor = units[unit] else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
  }
}
