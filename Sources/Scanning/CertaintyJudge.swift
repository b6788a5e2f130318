internal import Detectors
internal import Findings

/// What a place's file adds to what its text says of a secret.
struct CertaintyJudge {
  private let isGeneric: Bool

  init(_ detector: Detector) { isGeneric = detector.isGeneric }

  /// Tests and documents are full of made-up values: there a secret that its own shape or its provider's name tells
  /// is less sure but still shown, and one that nothing but an assignment tells is not.
  func certainty(of hit: Hit, at path: String, _ surface: Surface?) -> Certainty {
    guard let surface else { return hit.certainty }
    if surface == .test || MadeUpPath.matches(path) { return lowered(hit.certainty, .testPath) }
    if surface == .documentation { return lowered(hit.certainty, .documentPath) }
    return isGeneric && surface.holdsSettings ? hit.certainty.inConfiguration : hit.certainty
  }

  private func lowered(_ certainty: Certainty, _ reason: Certainty.Reasons) -> Certainty {
    let least: Finding.Confidence = isGeneric ? .low : .medium
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
