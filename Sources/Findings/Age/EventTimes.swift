#if canImport(Darwin)
  private import Darwin
#else
  private import Glibc
#endif

/// Ends whose day is known, with subjects that have not ended yet (right-censored): what git history tells of
/// removals and replacements. Kaplan–Meier and Aalen–Johansen are right for these, and for these only.
package struct EventTimes: Sendable {
  package struct Subject: Sendable, Hashable {
    /// Days from exposure to the end, or to now.
    package let days: Int
    /// Which end came; nil where none has.
    package let cause: Int?

    package init(days: Int, cause: Int?) {
      self.days = days
      self.cause = cause
    }
  }

  private let subjects: [Subject]

  package init(_ subjects: [Subject]) { self.subjects = subjects.sorted { $0.days < $1.days } }

  /// Those with an end, and all at risk, on each day with an end; ascending.
  private func days(_ body: (_ day: Int, _ atRisk: Int, _ ends: ArraySlice<Subject>) -> Void) {
    var index = 0
    while index < subjects.count {
      let day = subjects[index].days
      let next = subjects[index...].firstIndex { $0.days > day } ?? subjects.count
      let today = subjects[index..<next]
      if today.contains(where: { $0.cause != nil }) { body(day, subjects.count - index, today) }
      index = next
    }
  }

  /// Product-limit estimate of "no end yet"; intervals by Greenwood's variance on the log-minus-log scale.
  package var kaplanMeier: SurvivalCurve {
    var points = [SurvivalCurve.Point(days: 0, value: 1, lower: 1, upper: 1)]
    var (survival, variance) = (1.0, 0.0)
    days { day, atRisk, today in
      let ends = Double(today.count { $0.cause != nil })
      let risk = Double(atRisk)
      survival *= 1 - ends / risk
      if ends < risk { variance += ends / (risk * (risk - ends)) }
      let interval = EventTimes.interval(survival, variance)
      points.append(
        .init(days: day, value: survival, lower: interval?.lower, upper: interval?.upper))
    }
    return SurvivalCurve(method: .kaplanMeier, subjects: subjects.count, points: points)
  }

  private static func interval(_ survival: Double, _ variance: Double) -> Interval? {
    guard survival > 0, survival < 1 else { return nil }
    let spread = 1.959_963_984_540_054 * variance.squareRoot() / log(survival)
    return Interval(lower: pow(survival, exp(-spread)), upper: pow(survival, exp(spread)))
  }

  /// The share that ended by `cause`, other ends competing (Aalen–Johansen): 1 − Kaplan–Meier with the others
  /// censored would say more than can ever happen.
  package func cumulativeIncidence(of cause: Int) -> SurvivalCurve {
    var points = [SurvivalCurve.Point(days: 0, value: 0)]
    var (survival, incidence) = (1.0, 0.0)
    days { day, atRisk, today in
      let risk = Double(atRisk)
      incidence += survival * Double(today.count { $0.cause == cause }) / risk
      survival *= 1 - Double(today.count { $0.cause != nil }) / risk
      points.append(.init(days: day, value: incidence))
    }
    return SurvivalCurve(method: .aalenJohansen, subjects: subjects.count, points: points)
  }
}
