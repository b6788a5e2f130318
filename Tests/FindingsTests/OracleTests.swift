import Foundation
import Testing

@testable import Findings

/// Compares with lifelines, which `scripts/setup --with-tests` installs. Without it the tests are skipped and say so,
/// but not in CI: there they fail.
@Suite(.enabled(if: Oracle.python != nil || Oracle.isCI, "no python3 with lifelines in .venv"))
struct OracleTests {
  private static let days = [30, 60, 120, 200, 300, 399]

  @Test(arguments: [3, 17] as [UInt64])
  func `estimates agree with lifelines`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let times = (0..<120).map { _ in
      EventTimes.Subject(days: Int.random(in: 1...400, using: &random), cause: random.unit() < 0.6 ? 0 : nil)
    }
    // Distinct days: lifelines moves tied ones of competing ends by chance.
    let shuffled = Array(1...400).shuffled(using: &random).prefix(120)
    let competing = shuffled.map { day -> EventTimes.Subject in
      let draw = random.unit()
      return EventTimes.Subject(days: day, cause: draw < 0.3 ? 0 : draw < 0.6 ? 1 : nil)
    }
    let intervals = (0..<80).map { _ -> TurnbullEstimate.Observation in
      let after = Int.random(in: 0...300, using: &random)
      return .init(
        after: after, upTo: random.unit() < 0.3 ? nil : after + Int.random(in: 1...90, using: &random))
    }
    let answer = try Oracle.ask(times: times, competing: competing, intervals: intervals, at: Self.days)
    let (kaplanMeier, turnbull) = (EventTimes(times).kaplanMeier, TurnbullEstimate(intervals))
    let incidence = EventTimes(competing).cumulativeIncidence(of: 0)
    for (index, day) in Self.days.enumerated() {
      let point = try #require(kaplanMeier.point(at: day))
      #expect(abs(point.value - answer.kaplanMeier[index]) < 1e-6)
      if let lower = point.lower { #expect(abs(lower - answer.lower[index]) < 1e-6) }
      if let upper = point.upper { #expect(abs(upper - answer.upper[index]) < 1e-6) }
      #expect(abs((incidence.value(at: day) ?? 0) - answer.incidence[index]) < 1e-6)
      // Within an interval of mass the estimate is not determined: any value between is one.
      let ends = [answer.npmleLower[index], answer.npmleUpper[index]].sorted()
      let between = (ends[0] - 0.02)...(ends[1] + 0.02)
      #expect(between.contains(turnbull.survival(at: day)), "day \(day)")
    }
  }
}

enum Oracle {
  struct Answer: Decodable {
    let kaplanMeier, lower, upper, npmleLower, npmleUpper, incidence: [Double]
  }
  struct Missing: Error {}

  static let isCI = ProcessInfo.processInfo.environment["CI"]?.isEmpty == false
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let python: URL? = {
    let local = root.appending(path: ".venv/bin/python3")
    guard FileManager.default.isExecutableFile(atPath: local.path) else { return nil }
    let process = Process()
    process.executableURL = local
    process.arguments = [
      "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('lifelines') is None)",
    ]
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? local : nil
  }()

  static func ask(
    times: [EventTimes.Subject], competing: [EventTimes.Subject], intervals: [TurnbullEstimate.Observation],
    at: [Int]
  ) throws -> Answer {
    guard let python else { throw Missing() }
    let request: [String: Any] = [
      "times": times.map { [$0.days, $0.cause == nil ? 0 : 1] },
      "competing": competing.map { [$0.days, $0.cause.map { $0 + 1 } ?? 0] },
      "intervals": intervals.map { [$0.after as Any, $0.upTo.map { $0 as Any } ?? NSNull()] }, "at": at,
    ]
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = python
    process.arguments = [root.appending(path: "testdata/statistics/oracle.py").path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: request))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode(Answer.self, from: data)
  }
}
