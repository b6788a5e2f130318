internal import Findings

/// Private keys of OpenSSH (its PROTOCOL.key): the public half and the names of cipher and key derivation stand
/// in the clear.
enum OpenSSHKey {
  private static let magic = Array("openssh-key-v1\0".utf8)

  static func read(_ body: [UInt8], into outline: inout KeyOutline) {
    guard body.starts(with: magic) else { return }
    var fields = SSHFieldReader(rest: body.dropFirst(magic.count))
    guard let cipher = fields.string(), let derivation = fields.string(), fields.string() != nil,
      cipher.count <= 64, derivation.count <= 64
    else { return }
    outline.encryption =
      cipher.text == "none" ? Facts.noEncryption : "\(cipher.text) (\(derivation.text))"
    guard fields.number(bytes: 4) == 1, let key = fields.string() else { return }
    outline.setSSHKey(key)
  }
}

/// PuTTY's files (its manual, appendix C): headers, then the public half in base64.
enum PuTTYKey {
  static let magic = Array("PuTTY-User-Key-File-".utf8)

  static func read(_ value: [UInt8]) -> KeyOutline {
    var lines = value.text.replacing("\\r", with: "").replacing("\\n", with: "\n").split(
      whereSeparator: \.isNewline)[...]
    var outline = KeyOutline(format: "PuTTY")
    while let line = lines.popFirst(), let sign = line.firstIndex(of: ":") {
      let content = line[line.index(after: sign)...].drop { $0 == " " }
      switch line[..<sign] {
      case "Encryption": outline.encryption = content == "none" ? Facts.noEncryption : String(content)
      case "Public-Lines":
        // The longest key of any kind has fewer lines.
        guard let count = Int(content), (1...200).contains(count) else { return outline }
        let text = lines.prefix(count).joined()
        if let blob = LenientBase64.decode(text.utf8) { outline.setSSHKey(blob[...]) }
        return outline
      default: break
      }
    }
    return outline
  }
}
