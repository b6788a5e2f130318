/// The account that an AWS access key id belongs to, read off the id.
/// Source: the id's characters behind its four-letter prefix are base 32 (RFC 4648); bits 1 to 40 of the first six
/// bytes are the account number. Checked against published example keys of canary services.
package enum AWSAccount {
  /// Twelve digits, or nil for a text that is no such id (ids from before 2018 do not follow the rule).
  package static func number(ofKeyID id: some Collection<UInt8>) -> String? {
    let bytes = Array(id)
    guard bytes.count == 20, bytes.starts(with: Array("AKIA".utf8)) || bytes.starts(with: Array("ASIA".utf8))
    else { return nil }
    var bits: UInt64 = 0
    for character in bytes[4..<14] {
      guard let value = value(character) else { return nil }
      bits = bits << 5 | UInt64(value)
    }
    // Ten characters are 50 bits; the first 48 are the six bytes.
    let six = bits >> 2
    let account = (six & 0x7fff_ffff_ff80) >> 7
    let digits = String(account)
    return digits.count <= 12 ? String(repeating: "0", count: 12 - digits.count) + digits : nil
  }

  private static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case 0x41...0x5a: character - 0x41
    case 0x32...0x37: character - 0x32 + 26
    default: nil
    }
  }
}
