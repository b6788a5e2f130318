extension PostureIssue {
  /// Names the issue wherever its file is edited: check, file, and the variable, input or member that it is about. No
  /// secret takes part in it, so it needs no key. Issues that are alike in all three share it.
  package var fingerprint: Fingerprint { fingerprint(at: path) }

  /// Those that it had where its file was before.
  package var formerFingerprints: [Fingerprint] { (formerPaths ?? []).map(fingerprint) }

  private func fingerprint(at path: String) -> Fingerprint {
    let words = ["posture", rule, path] + (key.map { [$0] } ?? [])
    return Fingerprint(code: MessageDigest.sha256(Array(words.joined(separator: "\u{0}").utf8)))
  }

  /// What tells it from the issues of other repositories.
  package struct Name: Hashable, Sendable {
    package let repository: String
    package let fingerprint: Fingerprint

    package init(repository: String, fingerprint: Fingerprint) {
      self.repository = repository
      self.fingerprint = fingerprint
    }
  }

  /// - Parameter target: What it is in where it does not say so itself.
  package func name(in target: String) -> Name {
    Name(repository: repository ?? target, fingerprint: fingerprint)
  }

  /// With the names that its file had before, each once.
  package mutating func note(formerPath: String) {
    guard formerPath != path, formerPaths?.contains(formerPath) != true else { return }
    formerPaths = (formerPaths ?? []) + [formerPath]
  }
}
