/// Seconds of a clock that nobody sets.
enum Monotonic {
  private static let start = ContinuousClock.now

  static var now: Double {
    let passed = start.duration(to: .now).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }
}
