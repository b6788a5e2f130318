internal import Detectors

/// Text around a secret that tells more of it, and that no pattern takes in.
package struct Surroundings: Sendable, Hashable {
  package let before: [UInt8]
  package let after: [UInt8]

  package init(before: [UInt8], after: [UInt8]) {
    self.before = before
    self.after = after
  }

  /// Nil where there is none. `place` is the secret's.
  init?(_ kind: Detector.Surroundings, of place: Range<Int>, in text: UnsafeRawBufferPointer) {
    switch kind {
    case .none: return nil
    case .line:
      let low = max(0, place.lowerBound - Self.lineReach)
      let high = min(text.count, place.upperBound + Self.lineReach)
      before = text[low..<place.lowerBound].reversed().prefix { !Self.ends($0) }.reversed()
      after = Array(text[place.upperBound..<high].prefix { !Self.ends($0) })
    case .certificates:
      let low = max(0, place.lowerBound - Self.certificateReach)
      let high = min(text.count, place.upperBound + Self.certificateReach)
      before = []
      after =
        Self.certificates(in: text[low..<place.lowerBound])
        + Self.certificates(in: text[place.upperBound..<high])
    }
    if before.isEmpty, after.isEmpty { return nil }
  }

  /// The fuller one wins, whichever worker met it first.
  func isBetter(than other: Surroundings) -> Bool {
    let (own, others) = (before.count + after.count, other.before.count + other.after.count)
    guard own == others else { return own > others }
    guard before == other.before else { return before.lexicographicallyPrecedes(other.before) }
    return after.lexicographicallyPrecedes(other.after)
  }

  /// Bytes on either side. A connection string is seldom longer.
  private static let lineReach = 400
  /// Bytes on either side. A chain of certificates has some 2,000 bytes for each.
  private static let certificateReach = 1 << 14
  private static let certificateLimit = 4

  /// The ends of a line, or of a quoted text in it.
  private static func ends(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
  }

  /// The first few certificates, one behind the other, in PEM.
  private static func certificates(in text: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    for _ in 0..<certificateLimit {
      guard let block = PEMText.range(of: "CERTIFICATE", in: rest) else { break }
      result += rest[block] + [0x0A]
      rest = rest[block.upperBound...]
    }
    return result
  }
}
