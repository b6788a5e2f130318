internal import Detectors
internal import Findings

/// What a place's file adds to what its text says of a secret.
struct CertaintyJudge {
  private let isGeneric: Bool
  private let isPrivateKey: Bool

  init(_ detector: Detector) {
    isGeneric = detector.isGeneric
    isPrivateKey = detector.summary.category == "private-key"
  }

  /// Tests and documents are full of made-up values. There a secret that its own shape tells is less sure but still
  /// shown; in tests what only its place or its name tells, and a private key, which every test of TLS or SSH has,
  /// can fall below what is shown.
  func certainty(of hit: Hit, at path: String, _ surface: Surface?) -> Certainty {
    guard let surface else { return hit.certainty }
    if surface == .test || MadeUpPath.matches(path) { return inTest(hit.certainty) }
    if surface == .documentation { return lowered(hit.certainty, .documentPath, least: isGeneric ? .low : .medium) }
    return isGeneric && surface.holdsSettings ? hit.certainty.inConfiguration : hit.certainty
  }

  private func inTest(_ certainty: Certainty) -> Certainty {
    if isPrivateKey { return certainty.with(.testPath, level: .low) }
    return lowered(certainty, .testPath, least: certainty.reasons.isDisjoint(with: [.shape, .companion]) ? .low : .medium)
  }

  private func lowered(
    _ certainty: Certainty, _ reason: Certainty.Reasons, least: Finding.Confidence
  ) -> Certainty {
    guard certainty.level != .certain, certainty.level.rank > least.rank else { return certainty.with(reason) }
    return certainty.with(reason, level: certainty.level.lowered)
  }

  /// The one that tells more.
  static func surest(_ left: Certainty?, _ right: Certainty) -> Certainty {
    guard let left, !Certainty.precedes(right, left) else { return right }
    return left
  }
}

extension Surface {
  /// Where passwords stand without quotes.
  fileprivate var holdsSettings: Bool {
    switch self {
    case .mcpConfig, .agentSettings, .ciWorkflow, .containerImageDefinition, .compose, .kubernetes, .iac, .envFile,
      .shellHistory, .packageManagerConfig, .credentialFile, .configuration:
      true
    case .agentRules, .prompt, .agentTranscript, .notebookOutput, .notebook, .httpCollection, .databaseDump, .log,
      .test, .documentation, .source, .other:
      false
    }
  }
}

extension Certainty {
  /// What may be code elsewhere is a password where settings are written.
  fileprivate var inConfiguration: Certainty {
    guard reasons.contains(.password), level == .low, !reasons.contains(.ordinary) else { return self }
    return with(.configuration, level: .medium)
  }
}
