internal import Findings

/// Dates that identifiers carry because of the way they are made. That the identifier was made together with
/// the credential is read off values and not promised: all are inferred.
enum IdentifierDates {
  /// Discord: milliseconds since 2015 in the upper 42 bits of the bot's or the webhook's id. The credential
  /// may be younger than its bot.
  static func discord(_ value: [UInt8]) -> [Timestamp] {
    var candidates = value.alphanumericRuns().filter(isSnowflake).map { Array($0) }
    let head = value.split(separator: UInt8(ascii: "."), maxSplits: 1).first ?? []
    if head.count <= 64, let decoded = LenientBase64.decode(head), isSnowflake(decoded[...]) {
      candidates.insert(decoded, at: 0)
    }
    return candidates.compactMap { UInt64($0.text) }.compactMap {
      Timestamp(epochSeconds: (($0 >> 22) + 1_420_070_400_000) / 1000)
    }
  }

  private static func isSnowflake(_ run: ArraySlice<UInt8>) -> Bool {
    (17...20).contains(run.count) && run.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// ULID specification: 26 characters of Crockford's base 32, of which ten are milliseconds. Also looked for
  /// inside base64, as WorkOS writes it.
  static func ulid(_ value: [UInt8]) -> [Timestamp] {
    let plain = value.alphanumericRuns().compactMap(ulidTime)
    guard plain.isEmpty else { return plain }
    return value.split(separator: UInt8(ascii: "_")).compactMap { LenientBase64.decode($0) }
      .flatMap { $0.alphanumericRuns().compactMap(ulidTime) }
  }

  private static func ulidTime(_ run: ArraySlice<UInt8>) -> Timestamp? {
    guard run.count == 26 else { return nil }
    var milliseconds: UInt64 = 0
    for (index, byte) in run.enumerated() {
      guard let digit = crockford.firstIndex(of: byte & (byte >= 0x61 ? 0xDF : 0xFF)) else { return nil }
      if index == 0, digit > 7 { return nil }
      if index < 10 { milliseconds = milliseconds << 5 | UInt64(digit) }
    }
    return Timestamp(epochSeconds: milliseconds / 1000)
  }

  private static let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// KSUID: 27 characters of base 62 for 20 bytes, of which four are seconds since 2014-05-13T16:53:20Z.
  static func ksuid(_ value: [UInt8]) -> [Timestamp] {
    value.alphanumericRuns().filter { $0.count == 27 }.compactMap(base62).compactMap { bytes in
      bytes.bigEndian(4).flatMap { Timestamp(epochSeconds: $0 + 1_400_000_000) }
    }
  }

  /// Twenty bytes, or nil when the number needs more.
  private static func base62(_ run: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 20)
    for character in run {
      var carry: Int
      switch character {
      case 0x30...0x39: carry = Int(character) - 0x30
      case 0x41...0x5A: carry = Int(character) - 0x41 + 10
      default: carry = Int(character) - 0x61 + 36
      }
      for index in bytes.indices.reversed() {
        carry += Int(bytes[index]) * 62
        bytes[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      if carry != 0 { return nil }
    }
    return bytes
  }

  /// BSON ObjectId: 24 hexadecimal digits, of which eight are seconds.
  static func objectID(_ value: [UInt8]) -> [Timestamp] {
    value.alphanumericRuns().filter { $0.count == 24 && $0.allSatisfy(isHex) }
      .compactMap { UInt64($0.prefix(8).text, radix: 16) }.compactMap { Timestamp(epochSeconds: $0) }
  }

  /// RFC 9562: versions 1 and 6 count tenths of a microsecond since 1582-10-15, version 7 milliseconds.
  static func uuid(_ value: [UInt8]) -> [(time: Timestamp, version: Int)] {
    value.alphanumericRuns(and: UInt8(ascii: "-")).compactMap { run in
      let parts = run.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      guard parts.map(\.count) == [8, 4, 4, 4, 12], parts.allSatisfy({ $0.allSatisfy(isHex) }) else {
        return nil
      }
      return uuidTime(parts.prefix(4).compactMap { UInt64($0.text, radix: 16) })
    }
  }

  private static func uuidTime(_ parts: [UInt64]) -> (time: Timestamp, version: Int)? {
    guard parts.count == 4, parts[3] >> 14 == 0b10 else { return nil }
    let version = Int(parts[2] >> 12)
    let gregorian: UInt64
    switch version {
    case 1: gregorian = (parts[2] & 0xFFF) << 48 | parts[1] << 32 | parts[0]
    case 6: gregorian = parts[0] << 28 | parts[1] << 12 | parts[2] & 0xFFF
    case 7: return Timestamp(epochSeconds: (parts[0] << 16 | parts[1]) / 1000).map { ($0, 7) }
    default: return nil
    }
    let seconds = gregorian / 10_000_000
    guard seconds > 12_219_292_800 else { return nil }
    return Timestamp(epochSeconds: seconds - 12_219_292_800).map { ($0, version) }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
