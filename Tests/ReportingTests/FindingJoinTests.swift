import Findings
import Foundation
import Testing

@testable import Reporting

/// The same secret as many sources tell it, joined in any order and in any groups.
struct FindingJoinTests {
  private struct Part {
    var finding: Finding
    var looked: Timestamp
  }

  private static let join = FindingJoin(occurrenceLimit: 8, eventLimit: 3)

  private static func joined(_ left: Part, _ right: Part) -> Part {
    let judgement = Judgement.surer(
      Judgement(left.finding, looked: left.looked), Judgement(right.finding, looked: right.looked))
    return Part(
      finding: join.joined(left.finding, right.finding, judgement: judgement), looked: judgement.looked)
  }

  /// Findings of one secret that agree in some things and differ in others.
  private static func parts(_ seed: UInt64) throws -> [Part] {
    var random = RandomReport(seed: seed)
    let findings = try random.report(count: 8).findings.enumerated().map { index, finding in
      var value = try JSONValue(encoding: finding)
      value["fingerprint"] = .string(String(repeating: "ab", count: 16))
      if index % 2 == 0 { value["detector"] = "one-detector" }
      var text = ""
      value.write(isPretty: false, to: &text)
      return try JSONDecoder().decode(Finding.self, from: Data(text.utf8))
    }
    return (findings + findings.prefix(2)).map { finding in
      Part(
        finding: join.prepared(finding),
        looked: Timestamp(seconds: Int64(1_700_000_000 + random.number(0..<3))))
    }
  }

  private static func bytes(_ part: Part) throws -> String {
    var text = "\(part.looked.seconds) "
    try JSONValue(encoding: part.finding).write(isPretty: false, to: &text)
    return text
  }

  @Test(arguments: 0..<25)
  func `any order and any grouping give the same bytes`(seed: Int) throws {
    let parts = try Self.parts(UInt64(seed))
    let first = parts.dropFirst().reduce(parts[0]) { Self.joined($0, $1) }
    let expected = try Self.bytes(first)
    var random = SeededRandom(seed: UInt64(seed) &+ 99)
    for _ in 0..<6 {
      var rest = parts.shuffled(using: &random)
      while rest.count > 1 {
        let place = Int.random(in: 0..<rest.count - 1, using: &random)
        rest.replaceSubrange(place...place + 1, with: [Self.joined(rest[place], rest[place + 1])])
      }
      #expect(try Self.bytes(rest[0]) == expected)
    }
  }

  @Test(arguments: 0..<10)
  func `reports in any order give one age report`(seed: Int) throws {
    var random = RandomReport(seed: UInt64(seed))
    var shuffle = SeededRandom(seed: UInt64(seed) &+ 7)
    let shared = self.shared(seed)
    var reports = (0..<6).map { number in
      var report = random.report(count: 10)
      report.targets[0].path = "/srv/\(number)"
      report.targets[0].remote = nil
      report.generatedAt = Timestamp(seconds: 1_790_000_000 + Int64(number % 3))
      report.findings = report.findings + shared.shuffled(using: &shuffle)
      return report
    }
    let expected = try findings(of: reports)
    for _ in 0..<4 {
      reports.shuffle(using: &shuffle)
      #expect(try findings(of: reports) == expected)
    }
  }

  /// Findings that all of the reports have.
  private func shared(_ seed: Int) -> [Finding] {
    var random = RandomReport(seed: UInt64(1000 + seed))
    return random.report(count: 4).findings
  }

  private func findings(of reports: [Report]) throws -> [String] {
    var merge = ReportMerge()
    for report in reports {
      merge.begin(report.targets, generatedAt: report.generatedAt)
      for finding in report.findings { merge.add(finding) }
    }
    return try merge.finished(version: "0", options: .init()).report.findings.map { finding in
      var text = ""
      try JSONValue(encoding: finding).write(isPretty: false, to: &text)
      return text
    }
  }
}
