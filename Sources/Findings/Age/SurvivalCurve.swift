/// The share that still works (or stays) beyond each number of days since exposure: a step function.
package struct SurvivalCurve: Sendable, Hashable, Codable {
  package struct Point: Sendable, Hashable, Codable {
    /// Days since exposure; the value holds from here to the next point.
    package let days: Int
    package let value: Double
    package let lower: Double?
    package let upper: Double?

    package init(days: Int, value: Double, lower: Double? = nil, upper: Double? = nil) {
      self.days = days
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  package enum Method: String, Sendable, Codable {
    case isotonic, turnbull
    case kaplanMeier = "kaplan-meier"
    case aalenJohansen = "aalen-johansen"
  }

  package let method: Method
  /// How many secrets it rests on.
  package let subjects: Int
  /// Ascending by days, from day 0.
  package let points: [Point]

  package init(method: Method, subjects: Int, points: [Point]) {
    self.method = method
    self.subjects = subjects
    self.points = points
  }

  package func point(at days: Int) -> Point? { points.last { $0.days <= days } }
  package func value(at days: Int) -> Double? { point(at: days)?.value }

  /// The last day that anything is known of.
  package var lastDay: Int { points.last?.days ?? 0 }

  /// The first day at which at most half is left; nil where the curve stays above.
  package var medianDays: Int? { points.first { $0.value <= 0.5 }?.days }

  /// Below this many subjects a curve would be read for more than it says.
  package static let leastSubjects = 30

  /// At most so many points, for drawing and for reports: steps that cannot be told apart are joined.
  func thinned(to limit: Int = 240) -> SurvivalCurve {
    guard points.count > limit, let last = points.last else { return self }
    let step = Double(points.count) / Double(limit - 1)
    let kept = (0..<(limit - 1)).map { points[Int(Double($0) * step)] } + [last]
    return SurvivalCurve(method: method, subjects: subjects, points: kept)
  }

  var roundedPoints: SurvivalCurve {
    SurvivalCurve(
      method: method, subjects: subjects,
      points: points.map {
        Point(
          days: $0.days, value: rounded($0.value), lower: $0.lower.map(rounded), upper: $0.upper.map(rounded))
      })
  }
}
