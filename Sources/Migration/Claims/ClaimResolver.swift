package import Findings
internal import Patterns

/// Finds out which secrets of a scan other tools' entries mean.
package struct ClaimResolver {
  private let findings: [Finding]
  private let values: [Fingerprint: Credential]
  private let digests: SecretDigests
  private let line: LineReader

  /// The text of a line of a file in a commit, or of the file as it is; nil where there is none.
  package typealias LineReader = (_ path: String, _ line: Int, _ commit: String?) -> [UInt8]?

  package enum Answer: Hashable {
    case found(Set<Fingerprint>)
    case nothing
    /// So many secrets stand there, and the entry does not say which it means.
    case several(Int)
  }

  package init(findings: [Finding], credential: (Fingerprint) -> Credential?, line: @escaping LineReader) {
    let credentials = findings.compactMap { credential($0.fingerprint) }
    self.findings = findings
    self.line = line
    values = Dictionary(credentials.map { ($0.fingerprint, $0) }) { first, _ in first }
    digests = SecretDigests(credentials)
  }

  package func answer(to claim: Claim) -> Answer {
    var answer = answer(to: claim.subject)
    if answer == .nothing, let fallback = claim.fallback { answer = self.answer(to: fallback) }
    guard let detector = claim.detector, case .found(let fingerprints) = answer else { return answer }
    let own = Set(findings.filter { $0.detector == detector }.map(\.fingerprint))
    return ClaimResolver.all(fingerprints.intersection(own))
  }

  private func answer(to subject: Claim.Subject) -> Answer {
    switch subject {
    case .sha1(let digest): return ClaimResolver.all(digests.sha1[digest] ?? [])
    case .sha256(let digest): return ClaimResolver.all(digests.sha256[digest] ?? [])
    case .value(let secret):
      return ClaimResolver.all(
        Set(
          values.values.filter { $0.value == secret || $0.companions.values.contains(secret) }.map(
            \.fingerprint)))
    case .part(let secret):
      let part = secret.reveal().map(ClaimResolver.lower)
      return ClaimResolver.all(
        Set(
          values.values.filter { $0.value.reveal().map(ClaimResolver.lower).holds(part) }.map(\.fingerprint)))
    case .matching(let source): return ClaimResolver.all(matching(source))
    case .line(let path, let line, let commit): return one(at: path, line, commit)
    case .commit(let id):
      return ClaimResolver.all(
        Set(findings.filter { finding in isIntroduced(finding, by: id) }.map(\.fingerprint)))
    }
  }

  /// An expression that gives up on a value does not match it: nothing is hidden by a doubt.
  private func matching(_ source: String) -> Set<Fingerprint> {
    let pattern: Pattern
    do { pattern = try Pattern(source) } catch { return [] }
    let buffer = MatchBuffer(matchLimit: 100_000)
    let hits = values.values.filter { credential in
      credential.value.reveal().withUnsafeBytes { buffer.search(pattern, in: $0) } == .match
    }
    return Set(hits.map(\.fingerprint))
  }

  private func isIntroduced(_ finding: Finding, by commit: String) -> Bool {
    commit.utf8.count >= 7 && finding.occurrenceCount == finding.occurrences.count
      && finding.occurrences.allSatisfy { $0.introduced?.id.hasPrefix(commit) ?? false }
  }

  /// The line's text decides; where it does not hold the value as it is (in base64, in a file that is gone), the place
  /// at which the scan first met it.
  private func one(at path: String, _ number: Int, _ commit: String?) -> Answer {
    let nearby = findings.filter { $0.occurrences.contains { $0.path == path } }
    guard !nearby.isEmpty else { return .nothing }
    var there: Set<Fingerprint> = []
    if let text = line(path, number, commit) {
      there = Set(nearby.filter { isWritten($0, in: text) }.map(\.fingerprint))
    }
    if there.isEmpty {
      there = Set(nearby.filter { finding in finding.stands(at: path, number, commit) }.map(\.fingerprint))
    }
    return there.count > 1 ? .several(there.count) : ClaimResolver.all(there)
  }

  /// Of a value of many lines the first one counts.
  private func isWritten(_ finding: Finding, in text: [UInt8]) -> Bool {
    guard let value = values[finding.fingerprint]?.value.reveal() else { return false }
    let first = Array(value.prefix { $0 != 0x0A && $0 != 0x0D })
    return first.count >= 4 && text.holds(first)
  }

  private static func all(_ fingerprints: Set<Fingerprint>) -> Answer {
    fingerprints.isEmpty ? .nothing : .found(fingerprints)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension Finding {
  fileprivate func stands(at path: String, _ line: Int, _ commit: String?) -> Bool {
    occurrences.contains { occurrence in
      occurrence.path == path && occurrence.line == line
        && (commit.map { occurrence.introduced?.id.hasPrefix($0) ?? false } ?? true)
    }
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= count else { return false }
    for start in 0...(count - part.count) where self[start] == first {
      if self[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }
}
