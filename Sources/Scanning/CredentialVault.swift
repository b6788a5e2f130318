package import Findings
internal import Synchronization

/// The values that a scan met, kept in memory for the probes that follow it. Nothing else may hold them.
package final class CredentialVault: Sendable {
  private let known = Mutex<[Fingerprint: Credential]>([:])

  package init() {}

  /// The first wins, as where several targets hold the same secret.
  package func keep(_ credential: Credential) {
    known.withLock { known in
      if known[credential.fingerprint] == nil { known[credential.fingerprint] = credential }
    }
  }

  package func credential(_ fingerprint: Fingerprint) -> Credential? { known.withLock { $0[fingerprint] } }
}
