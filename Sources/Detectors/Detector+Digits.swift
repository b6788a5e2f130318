extension Detector.Context {
  /// True where every value has a digit: `isMixed` asks for one, or chance leaves it out less than once in a million.
  var needsDigit: Bool {
    switch charset {
    case .printable: false
    case .digits, .uuid: true
    case .hex: isMixed || length.lowerBound >= 16
    case .lowerAlphanumeric, .alphanumeric, .base64, .base64url, .token: isMixed
    }
  }
}

extension Detector {
  /// True where the value is a run of token characters of at least that length with a digit, on the literal's line or
  /// the next: the literals then need to be looked for only where such a run is near.
  func isNear(runOf least: Int) -> Bool {
    guard case .context(let context) = rule else { return false }
    return isNarrow && context.needsDigit && context.length.lowerBound >= least
  }
}
