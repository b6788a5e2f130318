import Findings

/// Builds private keys that are none: the outline is right, the numbers are made up.
enum KeySamples {
  typealias Samples = DatedSamples

  static let dashes = String(repeating: "-", count: 5)

  static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  /// A number of exactly so many bits.
  static func number(bits: Int, seed: UInt64 = 1) -> [UInt8] {
    var value = bytes((bits + 7) / 8, seed: seed)
    let top = UInt8(1) << UInt8((bits - 1) % 8)
    value[0] = top | value[0] & (top - 1)
    return value
  }

  static func integer(_ magnitude: [UInt8]) -> [UInt8] {
    Samples.der(0x02, (magnitude[0] >= 0x80 ? [0] : []) + magnitude)
  }

  static func rsa(bits: Int) -> [UInt8] {
    let parts =
      [[0], number(bits: bits), [1, 0, 1], number(bits: bits - 1, seed: 2)]
      + (3...7).map { number(bits: bits / 2, seed: $0) }
    return Samples.der(0x30, parts.flatMap(integer))
  }

  static let p256: [UInt8] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
  static let point: [UInt8] = [4] + bytes(64, seed: 9)

  /// SEC 1, with or without the curve's name in it.
  static func ec(namesCurve: Bool = true) -> [UInt8] {
    Samples.der(
      0x30,
      integer([1]) + Samples.der(0x04, bytes(32, seed: 8)) + (namesCurve ? Samples.der(0xA0, p256) : [])
        + Samples.der(0xA1, Samples.der(0x03, [0] + point)))
  }

  static func pkcs8(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
    Samples.der(0x30, Samples.der(0x02, [0]) + Samples.der(0x30, algorithm) + Samples.der(0x04, key))
  }

  static let rsaAlgorithm: [UInt8] = [
    0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
  ]
  static let ecAlgorithm: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01] + p256
  static let ed25519Algorithm: [UInt8] = [0x06, 0x03, 0x2B, 0x65, 0x70]

  /// PBES2 with AES-256-CBC (RFC 8018, appendix A.4).
  static var encryptedPKCS8: [UInt8] {
    let pbes2: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D]
    let derivation = Samples.der(0x30, [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0C])
    let aes: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2A]
    let cipher = Samples.der(0x30, aes + Samples.der(0x04, bytes(16, seed: 3)))
    let scheme = Samples.der(0x30, pbes2 + Samples.der(0x30, derivation + cipher))
    return Samples.der(0x30, scheme + Samples.der(0x04, bytes(300, seed: 4)))
  }

  static func field(_ bytes: [UInt8]) -> [UInt8] { Samples.bigEndian(UInt64(bytes.count), bytes: 4) + bytes }

  static func sshKey(_ type: String) -> [UInt8] {
    switch type {
    case "ssh-rsa":
      field(Array(type.utf8)) + field([1, 0, 1]) + field([0] + number(bits: 3072))
    case "ecdsa-sha2-nistp384":
      field(Array(type.utf8)) + field(Array("nistp384".utf8)) + field([4] + bytes(96, seed: 5))
    default: field(Array(type.utf8)) + field(bytes(32, seed: 6))
    }
  }

  static func openSSH(_ type: String, cipher: String = "none", derivation: String = "none") -> [UInt8] {
    Array("openssh-key-v1\0".utf8) + field(Array(cipher.utf8)) + field(Array(derivation.utf8)) + field([])
      + [0, 0, 0, 1] + field(sshKey(type)) + field(bytes(200, seed: 7))
  }

  static func putty(_ type: String, encryption: String) -> [UInt8] {
    let text = Samples.base64(sshKey(type))
    let lines = stride(from: 0, to: text.count, by: 64).map {
      String(Array(text)[$0..<min($0 + 64, text.count)])
    }
    let head =
      "PuTTY-User-Key-File-3: \(type)\nEncryption: \(encryption)\nComment: jane@host\nPublic-Lines: \(lines.count)\n"
    return Array(
      (head + lines.joined(separator: "\n") + "\nPrivate-Lines: 1\n" + "aaaa\nPrivate-MAC: 00\n").utf8)
  }

  /// An OpenPGP secret-key packet of version 4 with RSA; `protection` begins with the usage octet.
  static func openPGP(protection: [UInt8]) -> [UInt8] {
    let integer = { (magnitude: [UInt8], bits: Int) in Samples.bigEndian(UInt64(bits), bytes: 2) + magnitude }
    let body =
      [4] + Samples.bigEndian(1_700_000_000, bytes: 4) + [1] + integer(number(bits: 2048), 2048)
      + integer([1, 0, 1], 17) + protection + bytes(300, seed: 8)
    return [0x95] + Samples.bigEndian(UInt64(body.count), bytes: 2) + body
  }

  static func pem(_ label: String, _ body: [UInt8], newline: String = "\n", headers: [String] = []) -> [UInt8]
  {
    let text = Array(Samples.base64(body))
    let lines = stride(from: 0, to: text.count, by: 64).map { String(text[$0..<min($0 + 64, text.count)]) }
    let block = ["\(dashes)BEGIN \(label)\(dashes)"] + headers + lines + ["\(dashes)END \(label)\(dashes)"]
    return Array(block.joined(separator: newline).utf8)
  }

  /// The outline of a certificate with names and a key.
  static func certificate(subject: String, issuer: String, modulus: [UInt8]) -> [UInt8] {
    let name = { (text: String) in
      let common = Samples.der(0x30, [0x06, 0x03, 0x55, 0x04, 0x03] + Samples.der(0x0C, Array(text.utf8)))
      let organization = Samples.der(
        0x30, [0x06, 0x03, 0x55, 0x04, 0x0A] + Samples.der(0x13, Array("Acme".utf8)))
      return Samples.der(0x30, Samples.der(0x31, organization) + Samples.der(0x31, common))
    }
    let validity = Samples.der(
      0x30, Samples.der(0x17, Array("240101000000Z".utf8)) + Samples.der(0x17, Array("250101120000Z".utf8)))
    let key = Samples.der(0x30, Samples.der(0x30, rsaAlgorithm) + Samples.der(0x03, [0] + integer(modulus)))
    let body =
      Samples.der(0xA0, Samples.der(0x02, [2])) + Samples.der(0x02, [1]) + Samples.der(0x30, rsaAlgorithm)
      + name(issuer) + validity + name(subject) + key
    let algorithm = Samples.der(0x30, rsaAlgorithm)
    return Samples.der(
      0x30, Samples.der(0x30, body) + algorithm + Samples.der(0x03, [0] + bytes(64, seed: 2)))
  }
}
