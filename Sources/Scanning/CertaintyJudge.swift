internal import Detectors
internal import Findings

/// What a place's file adds to what its text says of a secret.
struct CertaintyJudge {
  private let isGeneric: Bool
  /// Every test of TLS, SSH or a database makes one up: a private key, or a value that people choose.
  private let isUsualInTests: Bool

  /// Bits per byte below which a detector takes what people choose, and not only random values.
  private static let chosenEntropy = 2.7

  init(_ detector: Detector) {
    isGeneric = detector.isGeneric
    let isChosen = detector.minEntropy > 0 && detector.minEntropy < CertaintyJudge.chosenEntropy
    isUsualInTests = isChosen || ["private-key", "database", "web"].contains(detector.summary.category)
  }

  /// Tests and documents are full of made-up values. There a secret that its own shape or its provider's name tells
  /// is less sure but still shown; what less tells, and what is usual in tests, falls below what is shown.
  ///
  /// - Parameter textual: how sure the text alone is.
  func certainty(_ textual: Certainty, at path: String, _ surface: Surface?) -> Certainty {
    guard let surface else { return textual }
    if surface == .test || MadeUpPath.matches(path) { return inTest(textual) }
    if surface == .documentation { return inDocument(textual) }
    return isGeneric && surface.holdsSettings ? textual.inConfiguration : textual
  }

  private func inTest(_ certainty: Certainty) -> Certainty {
    let isUnmistakable = !certainty.reasons.isDisjoint(with: [.checksum, .companion])
    if isUsualInTests, !isUnmistakable { return certainty.with(.testPath, level: .low) }
    let isSure = isUnmistakable || certainty.reasons.contains(.shape)
    return lowered(certainty, .testPath, least: isSure ? .medium : .low)
  }

  private func inDocument(_ certainty: Certainty) -> Certainty {
    let isLittle = isGeneric || !certainty.reasons.isDisjoint(with: [.looseShape, .secretName])
    return lowered(certainty, .documentPath, least: isLittle ? .low : .medium)
  }

  private func lowered(
    _ certainty: Certainty, _ reason: Certainty.Reasons, least: Finding.Confidence
  ) -> Certainty {
    guard certainty.level != .certain, certainty.level.rank > least.rank else {
      return certainty.with(reason)
    }
    return certainty.with(reason, level: certainty.level.lowered)
  }

  /// By secret, of its hits.
  static func surest(of hits: [Int: [Hit]]) -> [Int32: Certainty] {
    var surest: [Int32: Certainty] = [:]
    for hit in hits.values.joined() {
      surest[hit.secret] = CertaintyJudge.surest(surest[hit.secret], hit.certainty)
    }
    return surest
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
    case .mcpConfig, .agentSettings, .ciWorkflow, .containerImageDefinition, .compose, .kubernetes, .iac,
      .envFile,
      .shellHistory, .packageManagerConfig, .credentialFile, .configuration:
      true
    case .agentRules, .prompt, .agentTranscript, .notebookOutput, .notebook, .httpCollection, .databaseDump,
      .log,
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
