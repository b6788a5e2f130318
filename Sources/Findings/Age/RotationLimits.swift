/// After how many days a team rotates a credential: the calendar rule, which a leak overrides.
package struct RotationLimits: Sendable, Hashable {
  /// For whatever no other rule names.
  package var general: Int?
  package var lifetimes: [LifetimeClass: Int] = [:]
  package var detectors: [String: Int] = [:]

  /// Where nobody says otherwise: what the CIS benchmarks allow a key that has not leaked.
  package static let usual = RotationLimits(general: 90)

  package init(general: Int? = nil) { self.general = general }

  package func days(for record: AgeRecord) -> Int? {
    days(detector: record.detector, lifetime: record.lifetime)
  }

  package func days(detector: String, lifetime: LifetimeClass) -> Int? {
    detectors[detector] ?? lifetimes[lifetime] ?? general
  }

  package var isEmpty: Bool { general == nil && lifetimes.isEmpty && detectors.isEmpty }

  /// Reads `90d`, `long-lived=90d` or `aws-access-key=30d`, several with commas; the message says what is wrong.
  package mutating func add(_ text: String) -> String? {
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard let last = sides.last, let days = Days.parse(last) else {
        return "not a number of days: '\(part)'"
      }
      set(sides.count == 1 ? RotationLimits.generalName : sides[0], to: days)
    }
    return nil
  }

  /// `default`, a lifetime class, or else a detector.
  package mutating func set(_ name: String, to days: Int) {
    if name == RotationLimits.generalName {
      general = days
    } else if let lifetime = LifetimeClass(rawValue: name) {
      lifetimes[lifetime] = days
    } else {
      detectors[name] = days
    }
  }

  package static let generalName = "default"
}

/// Numbers of days as people write them.
package enum Days {
  /// `90`, `90d`, `12w`, `6mo`, `2y`; a month has 30 days, a year 365.
  package static func parse(_ text: some StringProtocol) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number <= 100_000 else { return nil }
    switch text.dropFirst(digits.count) {
    case "", "d": return number
    case "w": return number * 7
    case "mo": return number * 30
    case "y": return number * 365
    default: return nil
    }
  }
}

/// How secrets of one limit stand against it.
package struct LimitRow: Sendable, Hashable, Encodable {
  package let name: String
  /// Days that are allowed; 0 for the exposure itself.
  package let limitDays: Int
  /// Older, of those that may still work and are dated.
  package let over: Proportion
  /// Live ones among `over`.
  package let liveOver: Int
  package let oldestDays: Int?

  init(name: String, limitDays: Int, _ records: [AgeRecord], now: Timestamp) {
    self.name = name
    self.limitDays = limitDays
    let dated = records.filter { !$0.validity.hasEnded && $0.start != nil }
    let over = dated.filter { ($0.days(until: now) ?? 0) > limitDays }
    self.over = ClusterBootstrap(of: dated)
      .proportion(of: dated.map { ($0.days(until: now) ?? 0) > limitDays })
    liveOver = over.count(where: \.isAlive)
    oldestDays = over.compactMap { $0.days(until: now) }.max()
  }

  /// Exposure against 0 days first: being in git history ends the calendar's argument.
  package static func all(of records: [AgeRecord], limits: RotationLimits, now: Timestamp) -> [LimitRow] {
    let exposure = LimitRow(name: "exposed", limitDays: 0, records, now: now)
    let groups = Dictionary(grouping: records.filter { limits.days(for: $0) != nil }) { record in
      limits.detectors[record.detector].map { _ in record.detector } ?? record.lifetime.rawValue
    }
    let rows = groups.sorted { $0.key < $1.key }.compactMap { name, members in
      members.first.flatMap { limits.days(for: $0) }.map {
        LimitRow(name: name, limitDays: $0, members, now: now)
      }
    }
    return [exposure] + rows
  }
}
