internal import Findings

/// The few questions that the readers of dates ask of bytes.
extension Collection<UInt8> {
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Maximal runs of ASCII letters and digits (and `extra`).
  func alphanumericRuns(and extra: UInt8? = nil) -> [SubSequence] {
    split { byte in
      !((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == extra)
    }
  }

  /// The first position at which `pattern` stands.
  func firstIndex(of pattern: some Collection<UInt8>) -> Index? {
    var start = startIndex
    while start != endIndex {
      if self[start...].starts(with: pattern) { return start }
      start = index(after: start)
    }
    return nil
  }

  /// The number that the leading `count` bytes are, most significant first; nil when there are fewer.
  func bigEndian(_ count: Int) -> UInt64? {
    guard self.count >= count else { return nil }
    return prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Timestamp {
  /// A count of seconds, or of milliseconds where seconds would lie beyond the year 5138. Nil outside the
  /// years 1970 to 9999, which no credential means and no report can write.
  init?(epoch: Double) {
    let seconds = abs(epoch) >= 1e11 ? epoch / 1000 : epoch
    guard seconds.isFinite, seconds > 0, seconds < 253_402_300_800 else { return nil }
    self.init(seconds: Int64(seconds))
  }

  /// A whole count of seconds within the same years.
  init?(epochSeconds: UInt64) {
    guard epochSeconds > 0, epochSeconds < 253_402_300_800 else { return nil }
    self.init(seconds: Int64(epochSeconds))
  }
}
