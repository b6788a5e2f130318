/// A 95 % confidence interval.
package struct Interval: Sendable, Hashable, Codable {
  package let lower: Double
  package let upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// A count out of a total, and how sure its share is.
package struct Proportion: Sendable, Hashable {
  package let count: Int
  package let total: Int
  /// 95 %; nil where the total is 0.
  package let interval: Interval?
  package let method: Method

  package enum Method: String, Sendable, Codable {
    /// Wilson's score interval: the members are taken as independent.
    case wilson
    /// Resampling of whole repositories: members of one repository share a fate.
    case bootstrap
  }

  /// With Wilson's interval.
  package init(count: Int, of total: Int) {
    self.init(count: count, of: total, interval: Proportion.wilson(count, total), method: .wilson)
  }

  package init(count: Int, of total: Int, interval: Interval?, method: Method) {
    self.count = count
    self.total = total
    self.interval = interval
    self.method = method
  }

  package var share: Double? { total > 0 ? Double(count) / Double(total) : nil }

  /// E. B. Wilson, "Probable inference", JASA 22 (1927): holds its level for small totals and shares near 0 or 1.
  package static func wilson(_ count: Int, _ total: Int) -> Interval? {
    guard total > 0 else { return nil }
    let (n, z) = (Double(total), 1.959_963_984_540_054)
    let share = Double(count) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      lower: count == 0 ? 0 : max(0, middle - half), upper: count == total ? 1 : min(1, middle + half))
  }
}

extension Proportion: Encodable {
  private enum CodingKeys: String, CodingKey { case count, total, share, lower, upper, method }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(count, forKey: .count)
    try container.encode(total, forKey: .total)
    try container.encodeIfPresent(share.map(rounded), forKey: .share)
    try container.encodeIfPresent(interval.map { rounded($0.lower) }, forKey: .lower)
    try container.encodeIfPresent(interval.map { rounded($0.upper) }, forKey: .upper)
    try container.encode(method, forKey: .method)
  }
}

/// To four decimals: more would claim what no sample of this size can.
func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
