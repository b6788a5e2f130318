internal import Findings

/// The first packet of an OpenPGP private key (RFC 9580, section 5.5.3; RFC 4880 before it): the public half
/// stands in the clear, then how the secret one is protected.
struct OpenPGPKey {
  private var rest: ArraySlice<UInt8>

  static func read(_ body: [UInt8], into outline: inout KeyOutline) {
    guard let packet = secretKeyPacket(body[...]) else { return }
    var reader = OpenPGPKey(rest: packet)
    reader.read(into: &outline)
  }

  /// The content of the first packet, where that is a secret key.
  private static func secretKeyPacket(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let header = bytes.first, header & 0x80 != 0 else { return nil }
    let isNew = header & 0x40 != 0
    guard (isNew ? header & 0x3F : header >> 2 & 0x0F) == 5 else { return nil }
    let rest = bytes.dropFirst()
    guard let first = rest.first else { return nil }
    // What the length says is not needed: reading stops where the bytes do.
    guard isNew else { return rest.dropFirst([1, 2, 4, 0][Int(header & 3)]) }
    return rest.dropFirst(first < 192 ? 1 : first < 224 ? 2 : first == 255 ? 5 : 1)
  }

  private mutating func read(into outline: inout KeyOutline) {
    guard let version = byte(), (4...6).contains(version), let seconds = number(4), let algorithm = byte()
    else {
      return
    }
    outline.created = Timestamp(epochSeconds: seconds)
    if version > 4, number(4) == nil { return }
    guard readPublicPart(algorithm, into: &outline), let usage = byte() else { return }
    guard usage != 0 else {
      outline.encryption = Facts.noEncryption
      return
    }
    if version > 4, byte() == nil { return }
    guard usage >= 253 else {
      outline.encryption = OpenPGPKey.ciphers[usage] ?? "a cipher"
      return
    }
    guard let cipher = byte() else { return }
    if usage == 253, byte() == nil { return }
    if version == 6, byte() == nil { return }
    // GnuPG's own key derivation 101 says that the secret half is not here but on a card, or nowhere.
    let isElsewhere = byte() == 101
    outline.encryption =
      isElsewhere ? "the secret half is not in the file" : OpenPGPKey.ciphers[cipher] ?? "a cipher"
  }

  /// False where the algorithm is not known, so that what follows cannot be found.
  private mutating func readPublicPart(_ algorithm: UInt8, into outline: inout KeyOutline) -> Bool {
    switch algorithm {
    case 1, 2, 3:
      guard let modulus = integer(), integer() != nil else { return false }
      (outline.type, outline.bits) = ("RSA", modulus.drop { $0 == 0 }.bitCount)
    case 17:
      guard let prime = integer(), integer() != nil, integer() != nil, integer() != nil else { return false }
      (outline.type, outline.bits) = ("DSA", prime.drop { $0 == 0 }.bitCount)
    case 16:
      guard let prime = integer(), integer() != nil, integer() != nil else { return false }
      (outline.type, outline.bits) = ("ElGamal", prime.drop { $0 == 0 }.bitCount)
    case 18, 19, 22:
      guard let count = byte(), let oid = take(Int(count)), integer() != nil else { return false }
      if algorithm == 18, byte().flatMap({ take(Int($0)) }) == nil { return false }
      let curve = OpenPGPKey.curves[Array(oid)]
      (outline.type, outline.curve) = (
        curve == "Ed25519" ? "Ed25519" : "EC", curve == "Ed25519" ? nil : curve
      )
    case 25, 27:
      guard take(32) != nil else { return false }
      outline.type = algorithm == 25 ? "X25519" : "Ed25519"
    case 26, 28:
      guard take(algorithm == 26 ? 56 : 57) != nil else { return false }
      outline.type = algorithm == 26 ? "X448" : "Ed448"
    default: return false
    }
    return true
  }

  /// RFC 9580, section 9.3.
  private static let ciphers: [UInt8: String] = [
    1: "idea", 2: "3des", 3: "cast5", 4: "blowfish", 7: "aes128", 8: "aes192", 9: "aes256", 10: "twofish",
    11: "camellia128", 12: "camellia192", 13: "camellia256",
  ]

  /// RFC 9580, section 9.2: the content of the object identifiers.
  private static let curves: [[UInt8]: String] = [
    [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]: "P-256", [0x2B, 0x81, 0x04, 0x00, 0x22]: "P-384",
    [0x2B, 0x81, 0x04, 0x00, 0x23]: "P-521",
    [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01]: "Ed25519",
    [0x2B, 0x06, 0x01, 0x04, 0x01, 0x97, 0x55, 0x01, 0x05, 0x01]: "Curve25519",
    [0x2B, 0x81, 0x04, 0x00, 0x0A]: "secp256k1",
  ]

  private mutating func byte() -> UInt8? { rest.popFirst() }

  private mutating func number(_ count: Int) -> UInt64? {
    guard let number = rest.bigEndian(count) else { return nil }
    rest = rest.dropFirst(count)
    return number
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A multiprecision integer: its length in bits, then its bytes.
  private mutating func integer() -> ArraySlice<UInt8>? { number(2).flatMap { take((Int($0) + 7) / 8) } }
}
