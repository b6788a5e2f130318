internal import Crypto
internal import SwiftASN1

/// Private keys in ASN.1: PKCS #1 (RFC 8017, appendix A.1.2), SEC 1 (RFC 5915), OpenSSL's DSA, and PKCS #8
/// (RFC 5958), also encrypted.
enum DERKey {
  static func rsa(_ node: ASN1Node, into outline: inout KeyOutline) {
    let parts = node.parts
    guard parts.count >= 9, let modulus = parts[1].magnitude, let exponent = parts[2].magnitude,
      modulus.count >= 16
    else { return }
    outline.setRSA(modulus: modulus, exponent: exponent)
  }

  /// - Parameter curve: Where the curve is named outside, as PKCS #8 does.
  static func ec(_ node: ASN1Node, curve outer: String? = nil, into outline: inout KeyOutline) {
    let parts = node.parts
    guard parts.count >= 2, parts[1].identifier == .octetString else { return }
    let tagged = parts.dropFirst(2).filter { $0.identifier.tagClass == .contextSpecific }
    let inner = tagged.first { $0.identifier.tagNumber == 0 }?.parts.first?.objectID
    guard let curve = inner ?? outer else { return }
    // A BIT STRING begins with the count of its unused bits.
    let point = tagged.first { $0.identifier.tagNumber == 1 }?.parts.first?.bytes?.dropFirst()
    outline.setEC(curve: NamedCurve(objectID: curve), point: point)
  }

  static func dsa(_ node: ASN1Node, into outline: inout KeyOutline) {
    let parts = node.parts
    guard parts.count == 6, let prime = parts[1].magnitude else { return }
    outline.type = "DSA"
    outline.bits = prime.bitCount
  }

  static func pkcs8(_ node: ASN1Node, into outline: inout KeyOutline) {
    let parts = node.parts
    guard parts.count >= 3, let algorithm = parts[1].parts.first?.objectID, let key = parts[2].bytes else {
      return
    }
    let parameters = parts[1].parts.dropFirst().first
    let inner = DERDocument.root(of: Array(key))
    switch algorithm {
    case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10":
      if let inner { rsa(inner, into: &outline) }
    case "1.2.840.10045.2.1":
      if let inner { ec(inner, curve: parameters?.objectID, into: &outline) }
    case "1.2.840.10040.4.1":
      outline.type = "DSA"
      outline.bits = parameters?.parts.first?.magnitude?.bitCount
    case "1.3.101.112": outline.setEd25519(publicKey: inner?.bytes.flatMap(ed25519PublicKey))
    default: outline.type = otherTypes[algorithm] ?? algorithm
    }
  }

  private static let otherTypes = ["1.3.101.110": "X25519", "1.3.101.111": "X448", "1.3.101.113": "Ed448"]

  private static func ed25519PublicKey(_ seed: ArraySlice<UInt8>) -> [UInt8]? {
    guard seed.count == 32 else { return nil }
    do {
      return Array(
        try Curve25519.Signing.PrivateKey(rawRepresentation: Array(seed)).publicKey.rawRepresentation)
    } catch {
      // Any 32 bytes are a seed; a library that thinks otherwise leaves the public half unknown.
      return nil
    }
  }

  /// The cipher of an encrypted PKCS #8 key.
  static func cipher(_ node: ASN1Node) -> String? {
    guard let algorithm = node.parts.first?.parts, let scheme = algorithm.first?.objectID else { return nil }
    // PBES2 (RFC 8018, appendix A.4): key derivation, then cipher.
    guard scheme == "1.2.840.113549.1.5.13" else { return ciphers[scheme] }
    let cipher = algorithm.dropFirst().first?.parts.dropFirst().first?.parts.first?.objectID
    return cipher.flatMap { ciphers[$0] }
  }

  private static let ciphers = [
    "2.16.840.1.101.3.4.1.2": "aes128-cbc", "2.16.840.1.101.3.4.1.22": "aes192-cbc",
    "2.16.840.1.101.3.4.1.42": "aes256-cbc", "2.16.840.1.101.3.4.1.46": "aes256-gcm",
    "1.2.840.113549.3.7": "des-ede3-cbc", "1.2.840.113549.3.2": "rc2-cbc", "1.3.14.3.2.7": "des-cbc",
    "1.2.840.113549.1.5.3": "des-cbc", "1.2.840.113549.1.5.10": "des-cbc",
    "1.2.840.113549.1.12.1.3": "des-ede3-cbc", "1.2.840.113549.1.12.1.6": "rc2-cbc (40 bits)",
  ]
}
