extension Detector.Context {
  /// True where fewer than one value in a hundred has no digit. A value without one then is a name or a word, and
  /// is refused: that is what allows to look for the detector's literals only where a long run with a digit is near.
  var needsDigit: Bool {
    switch charset {
    case .printable: false
    case .digits, .hex, .uuid: true
    case .lowerAlphanumeric: length.lowerBound >= 16
    case .alphanumeric, .base64, .base64url, .token: isMixed || length.lowerBound >= 28
    }
  }
}

extension Detector {
  /// True where the rule's value is a run of token characters of at least that length with a digit, on the literal's
  /// line or the next: the literal alone need not be looked for.
  func isNear(runOf least: Int) -> Bool {
    guard case .context(let context) = rule else { return holdsRun && least <= CertainRun.least }
    guard context.needsDigit, context.length.lowerBound >= least else { return false }
    let narrow = ScanPlan.narrow
    return reach.isLine && reach.before <= narrow.before && reach.after <= narrow.after && companions.isEmpty
  }
}
