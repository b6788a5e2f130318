internal import Crypto
internal import Findings

/// The digests by which other tools name the secrets of a scan. They are made of values in memory and never kept.
struct SecretDigests {
  private(set) var sha1: [String: Set<Fingerprint>] = [:]
  private(set) var sha256: [String: Set<Fingerprint>] = [:]

  init(_ credentials: [Credential]) {
    for credential in credentials {
      let value = credential.value.reveal()
      for text in [value] + credential.companions.values.map({ $0.reveal() }) {
        sha1[SecretDigests.hex(Insecure.SHA1.hash(data: text)), default: []].insert(credential.fingerprint)
      }
      for text in SecretDigests.texts(of: credential, value) {
        sha256[SecretDigests.hex(SHA256.hash(data: text)), default: []].insert(credential.fingerprint)
      }
    }
  }

  /// ggshield hashes each value with the name of its kind behind it, all in the order of those names.
  private static let kinds = [
    "apikey", "client_secret", "client_id", "password", "connection_uri", "token", "access_token",
    "private_key",
    "secret", "webhook", "username", "bearer_token", "key",
  ]

  private static func texts(of credential: Credential, _ value: [UInt8]) -> [[UInt8]] {
    var texts = [value] + kinds.map { value + Array(",\($0)".utf8) }
    guard let id = credential.companions["id"]?.reveal() else { return texts }
    for (first, second) in [(id, value), (value, id)] {
      texts.append(first + Array(",client_id".utf8) + second + Array(",client_secret".utf8))
    }
    return texts
  }

  private static func hex(_ digest: some Sequence<UInt8>) -> String {
    digest.reduce(into: "") { result, byte in
      let digits = String(byte, radix: 16)
      result += digits.utf8.count == 1 ? "0" + digits : digits
    }
  }
}
