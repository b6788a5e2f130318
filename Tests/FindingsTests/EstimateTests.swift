import Testing

@testable import Findings

struct EstimateTests {
  @Test func `violators are pooled until survival never rises`() {
    // Ayer et al.: the mean over each block of ages that would rise.
    let estimate = IsotonicEstimate(
      ages: [1, 2, 3, 4, 5, 6], alive: [1, 0, 1, 1, 0, 0], weights: [1, 1, 1, 1, 1, 1])
    #expect(estimate.blocks.map(\.days) == [1, 2, 5])
    #expect(estimate.blocks.map(\.value) == [1, 2.0 / 3, 0])
    #expect(estimate.survival(at: 0) == 1)
    #expect(estimate.survival(at: 4) == 2.0 / 3)
    #expect(estimate.survival(at: 9999) == 0)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `one look at each gives the same survival by Turnbull as by pooling`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let looks = (0..<80).map { _ in
      (age: Int.random(in: 1...300, using: &random), isAlive: random.unit() < 0.5)
    }
    .sorted { $0.age < $1.age }
    let pooled = IsotonicEstimate(
      ages: looks.map(\.age), alive: looks.map { $0.isAlive ? 1 : 0 }, weights: looks.map { _ in 1 })
    let turnbull = TurnbullEstimate(
      looks.map { .init(after: $0.isAlive ? $0.age : 0, upTo: $0.isAlive ? nil : $0.age) })
    for look in looks {
      #expect(abs(pooled.survival(at: look.age) - turnbull.survival(at: look.age)) < 0.02, "at \(look.age)")
    }
  }

  @Test func `the product limit is that of the textbook`() {
    // Six subjects, ends on days 1, 3 and 5, the others censored.
    let times = EventTimes([
      .init(days: 1, cause: 0), .init(days: 2, cause: nil), .init(days: 3, cause: 0),
      .init(days: 4, cause: nil),
      .init(days: 5, cause: 0), .init(days: 6, cause: nil),
    ])
    let values = times.kaplanMeier.points.map(\.value)
    let expected = [1, 5.0 / 6, 5.0 / 8, 5.0 / 16]
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `what ended by each cause and what has not ended make a whole`() throws {
    var random = SeededRandom(seed: 5)
    let subjects = (0..<300).map { _ in
      EventTimes.Subject(
        days: Int.random(in: 0...400, using: &random),
        cause: random.unit() < 0.3 ? nil : Int.random(in: 0...1, using: &random))
    }
    let times = EventTimes(subjects)
    for day in stride(from: 0, through: 400, by: 20) {
      let whole = try [times.kaplanMeier, times.cumulativeIncidence(of: 0), times.cumulativeIncidence(of: 1)]
        .map { try #require($0.value(at: day)) }.reduce(0, +)
      #expect(abs(whole - 1) < 1e-9, "day \(day)")
    }
  }

  @Test func `no subject gives no step`() {
    #expect(EventTimes([]).kaplanMeier.points.map(\.value) == [1])
    #expect(TurnbullEstimate([]).masses.isEmpty)
    #expect(IsotonicEstimate(ages: [], alive: [], weights: []).survival(at: 10) == 1)
  }
}
