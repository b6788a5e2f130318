internal import Findings

/// OpenSSH certificates (PROTOCOL.certkeys): a sequence of length-prefixed fields, with `valid after` and
/// `valid before` behind the principals.
enum SSHCertificateDates {
  /// How many fields stand between the nonce and the serial number: the public key's, by key type.
  private static let keyFields: [String: Int] = [
    "ssh-rsa-cert-v01@openssh.com": 2, "ssh-dss-cert-v01@openssh.com": 4,
    "ecdsa-sha2-nistp256-cert-v01@openssh.com": 2, "ecdsa-sha2-nistp384-cert-v01@openssh.com": 2,
    "ecdsa-sha2-nistp521-cert-v01@openssh.com": 2, "ssh-ed25519-cert-v01@openssh.com": 1,
    "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com": 3, "sk-ssh-ed25519-cert-v01@openssh.com": 2,
  ]

  static func dates(_ value: [UInt8]) -> CarriedDates? {
    let words = value.split { $0 <= 0x20 }
    guard let index = words.firstIndex(where: { keyFields[$0.text] != nil }), index + 1 < words.count,
      words[index + 1].count <= 1 << 20, let blob = LenientBase64.decode(words[index + 1])
    else { return nil }
    var fields = SSHFieldReader(rest: blob[...])
    guard let type = fields.string(), let count = keyFields[type.text], fields.string() != nil else {
      return nil
    }
    for _ in 0..<count where fields.string() == nil { return nil }
    guard fields.number(bytes: 8) != nil, fields.number(bytes: 4) != nil, fields.string() != nil,
      fields.string() != nil, let after = fields.number(bytes: 8), let before = fields.number(bytes: 8)
    else { return nil }
    // Zero means always, all ones for ever: neither is a date.
    return CarriedDates(
      notBefore: Timestamp(epochSeconds: after), expires: Timestamp(epochSeconds: before),
      source: "ssh-certificate"
    ).unlessEmpty
  }
}
