internal import Findings

/// Which parts may belong together: a key's id may stand between two secrets, and the nearest need not be its own.
struct Pairing {
  /// Pairings that are tried at most, the credential's own included.
  static let limit = 4

  private var others: [Key: [Credential]] = [:]
  private let paths: [Fingerprint: Set<String>]

  private struct Key: Hashable {
    let detector: String
    let path: String
  }

  init(_ credentials: [Credential], paths: [Fingerprint: Set<String>]) {
    self.paths = paths
    for credential in credentials where !credential.companions.isEmpty {
      for path in paths[credential.fingerprint] ?? [] {
        others[Key(detector: credential.detector, path: path), default: []].append(credential)
      }
    }
  }

  /// The credential as it was found, then its value with the companions of its neighbours in the same files; and
  /// whether these are all.
  func candidates(for credential: Credential) -> (parts: [CredentialParts], areAll: Bool) {
    let own = CredentialParts(credential)
    var candidates = [own]
    for path in (paths[credential.fingerprint] ?? []).sorted() {
      for other in others[Key(detector: credential.detector, path: path)] ?? [] {
        let candidate = CredentialParts(
          value: own.value, companions: own.companions.merging(CredentialParts(other).companions) { $1 })
        guard !candidates.contains(candidate) else { continue }
        guard candidates.count < Pairing.limit else { return (candidates, false) }
        candidates.append(candidate)
      }
    }
    return (candidates, true)
  }
}
