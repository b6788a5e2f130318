package import Detectors

/// A wrong value of the same shape, to see how an endpoint answers one.
package enum ControlValue {
  /// Keeps the public prefix, separators and the kind of every character; a checksum that the format carries is
  /// made right again, since a malformed value may get another answer than a wrong one.
  package static func make(
    like parts: CredentialParts, of detector: Detector, using generator: inout some RandomNumberGenerator
  ) -> CredentialParts {
    let secretRoles = Set(detector.companions.filter(\.isSecret).map(\.role))
    // An id is public, and providers look it up first: it changes with the rest.
    let prefix = min(
      detector.publicPrefix, detector.publicPrefix >= parts.value.count ? 4 : detector.publicPrefix)
    var value = scrambled(parts.value, keeping: prefix, using: &generator)
    if let checksum = detector.checksum { value = repaired(value, checksum) }
    let companions = parts.companions.map { role, bytes in
      (role, secretRoles.contains(role) ? scrambled(bytes, keeping: 0, using: &generator) : bytes)
    }
    return CredentialParts(value: value, companions: Dictionary(companions) { first, _ in first })
  }

  private static func scrambled(
    _ bytes: [UInt8], keeping prefix: Int, using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let body = bytes.dropFirst(prefix)
    let isHex = body.allSatisfy { isDigit($0) || !isLetter($0) || (0x61...0x66).contains($0 | 0x20) }
    let isBase32 = body.allSatisfy { (0x32...0x37).contains($0) || (0x41...0x5a).contains($0) }
    return bytes.prefix(prefix)
      + body.map { byte in
        switch byte {
        case 0x30...0x39:
          isBase32
            ? UInt8.random(in: 0x32...0x37, using: &generator)
            : UInt8.random(in: 0x30...0x39, using: &generator)
        case 0x41...0x5a: UInt8.random(in: 0x41...(isHex ? 0x46 : 0x5a), using: &generator)
        case 0x61...0x7a: UInt8.random(in: 0x61...(isHex ? 0x66 : 0x7a), using: &generator)
        default: byte
        }
      }
  }

  /// Longest ending first: the checksum that completes what stands before it.
  private static func repaired(_ value: [UInt8], _ checksum: Checksum) -> [UInt8] {
    for count in [8, 7, 6, 4] where value.count > count {
      if let suffix = checksum.suffix(for: value.dropLast(count)), suffix.count == count {
        let whole = value.dropLast(count) + suffix
        if checksum.accepts(whole) { return Array(whole) }
      }
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}
