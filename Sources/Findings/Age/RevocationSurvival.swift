/// How long leaked secrets go on working, from the looks that were taken at them.
package struct RevocationSurvival: Sendable, Hashable, Encodable {
  /// The share that still works by days since exposure; nil for too few subjects.
  package let curve: SurvivalCurve?
  /// Why there is none, or what to keep in mind.
  package let note: String
  /// Secrets whose state is known.
  package let subjects: Int
  /// Left out because they lie in tests or documents only.
  package let examples: Int
  /// The share ended by each cause, the others competing: `revoked`, `expired`, `policy`.
  package let ends: [String: SurvivalCurve]

  package init(_ records: [AgeRecord], asked: Set<String>, now: Timestamp) {
    let decided = records.filter { $0.start != nil && $0.isDecided(asked: asked) }
    let used = decided.filter { !$0.isExample }
    subjects = used.count
    examples = decided.count - used.count
    guard used.count >= SurvivalCurve.leastSubjects else {
      curve = nil
      ends = [:]
      note =
        used.isEmpty
        ? "no secret's provider was asked: whether a leak still works is not known"
        : "\(used.count) secrets with a known state: too few for a curve (\(SurvivalCurve.leastSubjects) needed)"
      return
    }
    let looks = zip(used, ClusterBootstrap.clusters(of: used)).map { Look($0, cluster: $1, now: now) }
    let estimate = RevocationSurvival.estimate(looks)
    curve = estimate.thinned().roundedPoints
    note =
      estimate.method == .isotonic
      ? "one look at each secret: isotonic (current-status) estimate"
      : "several looks: Turnbull's estimate from the intervals between them"
    ends = RevocationSurvival.ends(looks)
  }

  /// What is known of one secret's end, in days since its exposure.
  struct Look {
    /// It still worked then.
    let after: Int
    /// It had ended by then; nil while it lives.
    let upTo: Int?
    /// The age at the last look.
    let age: Int
    let cause: String?
    let cluster: Int

    init(_ record: AgeRecord, cluster: Int, now: Timestamp) {
      let seenLive = record.lastLive.flatMap { record.days(until: $0) }
      age = record.days(until: record.looked) ?? 0
      self.cluster = cluster
      switch record.validity {
      case .dead:
        let dead = max(1, record.firstDead.flatMap { record.days(until: $0) } ?? age)
        upTo = dead
        after = min(seenLive ?? 0, dead - 1)
        cause = "revoked"
      case .expired:
        upTo = max(1, age)
        after = min(seenLive ?? 0, max(1, age) - 1)
        cause = record.isEndedByPolicy ? "policy" : "expired"
      default:
        upTo = nil
        after = seenLive ?? age
        cause = nil
      }
    }

    var isBracketed: Bool { after > 0 && upTo != nil }
  }

  private static func estimate(_ looks: [Look]) -> SurvivalCurve {
    looks.contains(where: \.isBracketed) ? turnbull(looks) : isotonic(looks)
  }

  private static func isotonic(_ looks: [Look]) -> SurvivalCurve {
    let sorted = looks.sorted { $0.age < $1.age }
    let (ages, alive) = (sorted.map(\.age), sorted.map { $0.upTo == nil ? 1.0 : 0 })
    let whole = IsotonicEstimate(ages: ages, alive: alive, weights: ages.map { _ in 1 })
    var samples = [[Double]](repeating: [], count: whole.blocks.count)
    ClusterBootstrap(clusters: sorted.map(\.cluster)).forEachRound { weights in
      let estimate = IsotonicEstimate(ages: ages, alive: alive, weights: weights)
      for (index, block) in whole.blocks.enumerated() {
        samples[index].append(estimate.survival(at: block.days))
      }
    }
    let points = zip(whole.blocks, samples).map { block, samples in
      // A block is a share of its members: its own uncertainty is the least that there is.
      let own = Proportion.wilson(Int((block.value * block.weight).rounded()), Int(block.weight))
      let drawn = Interval(percentilesOf: samples)
      return SurvivalCurve.Point(
        days: block.days, value: block.value,
        lower: [own?.lower, drawn?.lower].compactMap(\.self).min(),
        upper: [own?.upper, drawn?.upper].compactMap(\.self).max())
    }
    let start = SurvivalCurve.Point(days: 0, value: 1, lower: 1, upper: 1)
    return SurvivalCurve(
      method: .isotonic, subjects: looks.count,
      points: (points.first?.days == 0 ? [] : [start]) + monotone(points))
  }

  private static func turnbull(_ looks: [Look]) -> SurvivalCurve {
    var numbers: [TurnbullEstimate.Observation: Int] = [:]
    var distinct: [TurnbullEstimate.Observation] = []
    let members = looks.map { look in
      let observation = TurnbullEstimate.Observation(
        after: DayGrid.floor(look.after), upTo: look.upTo.map { DayGrid.ceiling($0) })
      if let number = numbers[observation] { return number }
      numbers[observation] = distinct.count
      distinct.append(observation)
      return distinct.count - 1
    }
    func counts(_ weights: [Double]) -> [Double] {
      var counts = [Double](repeating: 0, count: distinct.count)
      for (member, weight) in zip(members, weights) { counts[member] += weight }
      return counts
    }
    let problem = TurnbullProblem(distinct)
    let whole = TurnbullEstimate(problem, weights: counts(looks.map { _ in 1 }))
    let days = whole.masses.filter { $0.upTo != .max && $0.probability > 1e-6 }.map(\.upTo)
    let start = whole.masses.map(\.probability)
    var samples = [[Double]](repeating: [], count: days.count)
    ClusterBootstrap(clusters: looks.map(\.cluster), rounds: 200).forEachRound { weights in
      let drawn = TurnbullEstimate(problem, weights: counts(weights), start: start, steps: 100)
      for (index, left) in drawn.survivals(at: days).enumerated() { samples[index].append(left) }
    }
    let points = zip(zip(days, whole.survivals(at: days)), samples).map { told, samples in
      let drawn = Interval(percentilesOf: samples)
      return SurvivalCurve.Point(days: told.0, value: told.1, lower: drawn?.lower, upper: drawn?.upper)
    }
    return SurvivalCurve(
      method: .turnbull, subjects: looks.count,
      points: [.init(days: 0, value: 1, lower: 1, upper: 1)] + monotone(points))
  }

  /// A survival curve never rises: what is shown to be left later was left before, and what was lost stays lost.
  private static func monotone(_ points: [SurvivalCurve.Point]) -> [SurvivalCurve.Point] {
    var (floor, ceiling) = (0.0, 1.0)
    let floors = points.reversed().map { point in
      floor = max(floor, point.lower ?? 0)
      return floor
    }
    return zip(points, floors.reversed()).map { point, floor in
      ceiling = min(ceiling, point.upper ?? 1)
      return .init(
        days: point.days, value: point.value, lower: min(floor, point.value), upper: max(ceiling, point.value)
      )
    }
  }

  /// For each cause the increasing isotonic regression of "ended by it" on the age at the last look: the naive
  /// estimate from current-status data with competing risks (Jewell, van der Laan, Henneman 2003).
  private static func ends(_ looks: [Look]) -> [String: SurvivalCurve] {
    let sorted = looks.sorted { $0.age < $1.age }
    var result: [String: SurvivalCurve] = [:]
    for cause in Set(looks.compactMap(\.cause)) {
      let estimate = IsotonicEstimate(
        ages: sorted.map(\.age), alive: sorted.map { $0.cause == cause ? 0 : 1 },
        weights: sorted.map { _ in 1 })
      let points = estimate.blocks.map { SurvivalCurve.Point(days: $0.days, value: 1 - $0.value) }
      result[cause] =
        SurvivalCurve(
          method: .isotonic, subjects: looks.count, points: [.init(days: 0, value: 0)] + points
        ).thinned().roundedPoints
    }
    return result
  }
}
