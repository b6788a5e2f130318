/// A check that the format itself carries.
package enum Checksum: String, Sendable, CaseIterable {
  /// GitHub and npm: the last six characters are the CRC-32 (IEEE) of the characters between the prefix's `_`
  /// and themselves, in base 62 (`0-9A-Za-z`), padded with `0`. Not for fine-grained tokens (`github_pat_…`):
  /// what theirs covers is not published.
  /// Source: GitHub's engineering blog, "Behind GitHub's new authentication token formats" (2021).
  case github
  /// GitLab routable tokens: the last seven characters are the CRC-32 of everything before them, prefix
  /// included, in base 36 (`0-9a-z`), padded with `0`.
  /// Source: GitLab handbook, "Routable tokens".
  case gitlab
  /// Grafana service accounts: eight hexadecimal digits behind the last `_`, the CRC-32 of what stands before
  /// that `_`, lowest byte first. Source: grafana/grafana, `pkg/components/satokengen`.
  case grafana
  /// Matrix (Synapse): six base-62 digits behind the last `_`, the CRC-32 of what stands before that `_`.
  /// Source: element-hq/synapse, `AuthHandler.generate_access_token`.
  case matrix
  /// Azure identifiable keys: the last four bytes are the Marvin32 hash of the others, with a seed per signature.
  /// Source: microsoft/security-utilities, `IdentifiableSecrets`.
  case azureKey = "azure-key"
  /// NATS nkeys and Stellar strkeys: the last two bytes of the base-32 text are the CRC-16 (XMODEM) of the others,
  /// lowest byte first. Source: nats-io/nkeys; SEP-23.
  case nkey
  /// age and Nostr keys: six characters of BCH code. Source: BIP-173.
  case bech32
}

extension Checksum {
  /// True when the value carries the right checksum. The value is the whole token, prefix included.
  package func accepts(_ value: some Sequence<UInt8>) -> Bool {
    let bytes = Array(value)
    switch self {
    case .azureKey: return AzureKey.accepts(bytes)
    case .bech32: return Bech32.accepts(bytes)
    case .nkey: return NKey.accepts(bytes)
    case .gitlab, .github, .grafana, .matrix:
      let body = bytes.dropLast(suffixLength)
      guard !body.isEmpty, let expected = suffix(for: body) else { return false }
      return bytes.suffix(suffixLength).elementsEqual(expected)
    }
  }

  /// The characters that complete a token of which everything else is given; nil when it is no beginning of
  /// such a token.
  package func suffix(for body: some Sequence<UInt8>) -> [UInt8]? {
    let bytes = Array(body)
    switch self {
    case .github:
      let start = bytes.lastIndex(of: UInt8(ascii: "_")).map { $0 + 1 } ?? bytes.count
      guard start < bytes.count else { return nil }
      return Digits.base62(CRC.crc32(bytes[start...]), width: 6)
    case .gitlab:
      return Digits.base36(CRC.crc32(bytes), width: 7)
    case .grafana:
      guard bytes.last == UInt8(ascii: "_") else { return nil }
      return Digits.hex(CRC.crc32(bytes.dropLast()).byteSwapped)
    case .matrix:
      guard bytes.last == UInt8(ascii: "_") else { return nil }
      return Digits.base62(CRC.crc32(bytes.dropLast()), width: 6)
    case .azureKey: return AzureKey.suffix(for: bytes)
    case .nkey: return NKey.suffix(for: bytes)
    case .bech32: return Bech32.suffix(for: bytes)
    }
  }

  /// Characters that the checksum takes in the token.
  private var suffixLength: Int {
    switch self {
    case .github, .matrix, .bech32, .azureKey: 6
    case .gitlab: 7
    case .grafana: 8
    case .nkey: 4
    }
  }
}
