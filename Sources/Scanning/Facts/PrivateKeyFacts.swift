internal import Findings

/// Kind, size and protection of a private key, and the certificate that stands beside it.
enum PrivateKeyFacts {
  /// - Parameter certificates: Blocks in PEM, one behind the other.
  static func read(_ value: [UInt8], certificates: [UInt8] = []) -> Facts {
    guard let outline = outline(of: value) else { return Facts() }
    let blocks = CertificateFacts.blocks(in: certificates)
    return outline.facts.completed(by: CertificateFacts.read(blocks, for: outline.publicPart))
  }

  private static func outline(of value: [UInt8]) -> KeyOutline? {
    if value.starts(with: PuTTYKey.magic) { return PuTTYKey.read(value) }
    if let block = PEMBlock(in: value) { return outline(of: block) }
    // As kubeconfig files have it: the whole block in base64.
    guard let decoded = LenientBase64.decode(value), let block = PEMBlock(in: decoded) else { return nil }
    return outline(of: block)
  }

  private static func outline(of block: PEMBlock) -> KeyOutline? {
    guard let body = block.body else { return KeyOutline(format: formats[block.label] ?? block.label) }
    var outline = KeyOutline(format: formats[block.label] ?? block.label)
    if block.headers["Proc-Type"]?.hasSuffix("ENCRYPTED") == true {
      outline.type = String(block.label.prefix { $0 != " " })
      outline.encryption =
        block.headers["DEK-Info"].map { $0.prefix { $0 != "," }.lowercased() } ?? "a cipher"
      return outline
    }
    switch block.label {
    case "OPENSSH PRIVATE KEY": OpenSSHKey.read(body, into: &outline)
    case "PGP PRIVATE KEY BLOCK": OpenPGPKey.read(body, into: &outline)
    case "ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY":
      outline.encryption = "nacl/secretbox"
    default: readDER(body, block.label, into: &outline)
    }
    return outline
  }

  private static func readDER(_ body: [UInt8], _ label: String, into outline: inout KeyOutline) {
    let root = DERDocument.root(of: body)
    guard label != "ENCRYPTED PRIVATE KEY" else {
      outline.encryption = root.flatMap(DERKey.cipher) ?? "a cipher"
      return
    }
    outline.encryption = Facts.noEncryption
    guard let root else { return }
    switch label {
    case "RSA PRIVATE KEY": DERKey.rsa(root, into: &outline)
    case "EC PRIVATE KEY": DERKey.ec(root, into: &outline)
    case "DSA PRIVATE KEY": DERKey.dsa(root, into: &outline)
    default: DERKey.pkcs8(root, into: &outline)
    }
  }

  private static let formats = [
    "RSA PRIVATE KEY": "PKCS #1", "EC PRIVATE KEY": "SEC 1", "DSA PRIVATE KEY": "OpenSSL DSA",
    "PRIVATE KEY": "PKCS #8", "ENCRYPTED PRIVATE KEY": "PKCS #8", "OPENSSH PRIVATE KEY": "OpenSSH",
    "PGP PRIVATE KEY BLOCK": "OpenPGP", "ENCRYPTED SIGSTORE PRIVATE KEY": "Sigstore",
    "ENCRYPTED COSIGN PRIVATE KEY": "Cosign",
  ]
}
