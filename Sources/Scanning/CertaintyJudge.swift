internal import Detectors
internal import Findings

/// What a place's path adds to what its text says of a secret.
struct CertaintyJudge {
  private let isGeneric: Bool

  init(_ detector: Detector) { isGeneric = detector.isGeneric }

  /// Tests and documents are full of made-up values: there a secret that its own shape or its provider's name tells
  /// is less sure but still shown, and one that nothing but an assignment tells is not.
  func certainty(of hit: Hit, at path: String) -> Certainty {
    let certainty = hit.certainty
    switch PathKind(path) {
    case .test: return lowered(certainty, .testPath)
    case .documentation: return lowered(certainty, .documentPath)
    case .configuration where isGeneric: return certainty.inConfiguration
    case .configuration, .other: return certainty
    }
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

extension Certainty {
  /// A password that would be a word elsewhere counts where settings are written.
  fileprivate var inConfiguration: Certainty {
    guard reasons.contains(.password), level == .low, !reasons.contains(.ordinary) else { return self }
    return with(.configuration, level: .medium)
  }
}
