internal import Crypto
internal import Findings

/// What can be seen of a private key without its secret.
struct KeyOutline {
  /// `RSA`, `EC`, …; nil where encryption hides it.
  var type: String?
  var bits: Int?
  var curve: String?
  let format: String
  /// The cipher, or `Facts.noEncryption`; nil where it is not known.
  var encryption: String?
  /// The public half in SSH's wire format.
  var sshKey: [UInt8]?
  /// Bytes of the public half as a certificate holds them: modulus or point.
  var publicPart: [UInt8]?
  var created: Timestamp?

  init(format: String) { self.format = format }

  var facts: Facts {
    var facts = Facts()
    facts[.keyType] = type
    facts[.keySize] = bits.map { "\($0) bits" }
    facts[.curve] = curve
    facts[.keyFormat] = format
    facts[.encryption] = encryption
    facts[.publicKey] = sshKey.map { "SHA256:" + KeyOutline.base64(SHA256.hash(data: $0)) }
    facts[.issued] = created?.date
    return facts
  }

  /// Without padding, as OpenSSH prints it.
  private static func base64(_ digest: SHA256.Digest) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    var rest = Array(digest)[...]
    while !rest.isEmpty {
      let group = rest.prefix(3)
      rest = rest.dropFirst(3)
      let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...group.count { result.append(alphabet[word >> (18 - 6 * place) & 63]) }
    }
    return result
  }
}

extension KeyOutline {
  mutating func setRSA(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>) {
    type = "RSA"
    bits = modulus.bitCount
    publicPart = Array(modulus)
    sshKey = SSHField.string("ssh-rsa".utf8) + SSHField.number(exponent) + SSHField.number(modulus)
  }

  /// - Parameter point: Uncompressed or compressed (SEC 1, section 2.3.3); nil where the key does not hold it.
  mutating func setEC(curve: NamedCurve, point: ArraySlice<UInt8>?) {
    type = "EC"
    self.curve = curve.name
    guard let point, !point.isEmpty else { return }
    publicPart = Array(point)
    guard let name = curve.sshName else { return }
    sshKey = SSHField.string("ecdsa-sha2-\(name)".utf8) + SSHField.string(name.utf8) + SSHField.string(point)
  }

  mutating func setEd25519(publicKey: [UInt8]?) {
    type = "Ed25519"
    guard let publicKey else { return }
    publicPart = publicKey
    sshKey = SSHField.string("ssh-ed25519".utf8) + SSHField.string(publicKey)
  }

  /// A key in SSH's wire format.
  mutating func setSSHKey(_ blob: ArraySlice<UInt8>) {
    var fields = SSHFieldReader(rest: blob)
    guard let name = fields.string()?.text, let first = fields.string(), let second = fields.second() else {
      return
    }
    sshKey = Array(blob)
    switch name {
    case "ssh-rsa":
      type = "RSA"
      let modulus = second.drop { $0 == 0 }
      bits = modulus.bitCount
      publicPart = Array(modulus)
    case "ssh-dss":
      type = "DSA"
      bits = first.drop { $0 == 0 }.bitCount
    case "ssh-ed25519", "sk-ssh-ed25519@openssh.com":
      type = name.hasPrefix("sk-") ? "Ed25519 (security key)" : "Ed25519"
      publicPart = Array(first)
    default:
      guard name.contains("ecdsa-sha2-") else { return }
      type = name.hasPrefix("sk-") ? "EC (security key)" : "EC"
      curve = NamedCurve(sshName: first.text)?.name ?? first.text
      publicPart = Array(second)
    }
  }
}

extension SSHFieldReader {
  /// The next field; empty where there is none, as with keys of one field.
  fileprivate mutating func second() -> ArraySlice<UInt8>? { rest.isEmpty ? rest : string() }
}

/// Elliptic curves by the names that standards give them.
struct NamedCurve {
  let name: String
  /// RFC 5656, section 6.1; nil where SSH has none.
  let sshName: String?

  private static let table: [(oid: String, name: String, ssh: String?)] = [
    ("1.2.840.10045.3.1.7", "P-256", "nistp256"), ("1.3.132.0.34", "P-384", "nistp384"),
    ("1.3.132.0.35", "P-521", "nistp521"), ("1.3.132.0.10", "secp256k1", nil), ("1.3.132.0.33", "P-224", nil),
    ("1.2.840.10045.3.1.1", "P-192", nil), ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1", nil),
    ("1.3.36.3.3.2.8.1.1.8", "brainpoolP256t1", nil), ("1.3.36.3.3.2.8.1.1.9", "brainpoolP320r1", nil),
    ("1.3.36.3.3.2.8.1.1.10", "brainpoolP320t1", nil), ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1", nil),
    ("1.3.36.3.3.2.8.1.1.12", "brainpoolP384t1", nil), ("1.3.36.3.3.2.8.1.1.14", "brainpoolP512t1", nil),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1", nil),
  ]

  /// One without a name here goes by its number.
  init(objectID: String) {
    let known = NamedCurve.table.first { $0.oid == objectID }
    name = known?.name ?? objectID
    sshName = known?.ssh
  }

  init?(sshName: String) {
    guard let known = NamedCurve.table.first(where: { $0.ssh == sshName }) else { return nil }
    name = known.name
    self.sshName = sshName
  }
}
