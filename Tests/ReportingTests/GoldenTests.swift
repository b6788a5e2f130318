import Findings
import Foundation
import Testing

@testable import Reporting

/// `RECORD_GOLDEN=1 swift test --filter GoldenTests` writes the files anew.
@Suite struct GoldenTests {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let report: @Sendable () -> Report
    let format: OutputFormat
    let style: TextStyle
    var testDescription: String { name }
  }

  static let samples: [Sample] = [
    Sample(name: "rich-60.txt", report: { SampleReport.rich }, format: .text, style: .init(width: 60)),
    Sample(name: "rich-80.txt", report: { SampleReport.rich }, format: .text, style: .init(width: 80)),
    Sample(name: "rich-120.txt", report: { SampleReport.rich }, format: .text, style: .init(width: 120)),
    Sample(
      name: "rich-terminal.txt", report: { SampleReport.rich }, format: .text,
      style: .init(width: 80, color: true, isVerbose: true, hyperlinks: true)),
    Sample(name: "crowded.txt", report: { SampleReport.crowded }, format: .text, style: .init(width: 100)),
    Sample(name: "empty.txt", report: { SampleReport.empty }, format: .text, style: .init()),
    Sample(
      name: "empty-incomplete.txt", report: { SampleReport.emptyAndIncomplete }, format: .text, style: .init()
    ),
    Sample(name: "rich.json", report: { SampleReport.rich }, format: .json, style: .init()),
    Sample(name: "empty.json", report: { SampleReport.empty }, format: .json, style: .init()),
    Sample(name: "rich.jsonl", report: { SampleReport.rich }, format: .jsonl, style: .init()),
    Sample(name: "empty.jsonl", report: { SampleReport.empty }, format: .jsonl, style: .init()),
    Sample(name: "rich.sarif", report: { SampleReport.rich }, format: .sarif, style: .init()),
    Sample(name: "rich.html", report: { SampleReport.rich }, format: .html, style: .init()),
    Sample(name: "rich.md", report: { SampleReport.rich }, format: .markdown, style: .init()),
    Sample(name: "empty.md", report: { SampleReport.empty }, format: .markdown, style: .init()),
    Sample(name: "rich.csv", report: { SampleReport.rich }, format: .csv, style: .init()),
    Sample(name: "rich.gitlab.json", report: { SampleReport.rich }, format: .gitlab, style: .init()),
    Sample(name: "empty.gitlab.json", report: { SampleReport.empty }, format: .gitlab, style: .init()),
    Sample(name: "rich.junit.xml", report: { SampleReport.rich }, format: .junit, style: .init()),
    Sample(name: "empty.junit.xml", report: { SampleReport.empty }, format: .junit, style: .init()),
    Sample(name: "empty.sarif", report: { SampleReport.empty }, format: .sarif, style: .init()),
  ]

  @Test(arguments: samples)
  func `a report gives the bytes of its golden file`(_ sample: Sample) throws {
    let text = try sample.report().rendered(as: sample.format, style: sample.style)
    let file = TestData.golden.appending(path: sample.name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: TestData.golden, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let difference = firstDifference(text, expected)
    #expect(difference == nil, "\(sample.name) differs; record it with RECORD_GOLDEN=1 if that is meant")
  }

  private func firstDifference(_ text: String, _ expected: String) -> String? {
    guard text != expected else { return nil }
    let pairs = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
    return pairs.first { $0 != $1 }.map { "'\($0)' is not '\($1)'" } ?? "one is longer"
  }
}

/// Places in the repository.
enum TestData {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static var golden: URL { root.appending(path: "testdata/golden") }
}

/// The text form of many reports as one; its bytes are kept like a scan's.
@Suite struct AgeGoldenTests {
  @Test func `an age report gives the bytes of its golden file`() throws {
    let text = try AgeReport(SampleReport.crowded).rendered(as: .text)
    let file = TestData.golden.appending(path: "age-crowded.txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(
      try text == String(decoding: Data(contentsOf: file), as: UTF8.self),
      "record it with RECORD_GOLDEN=1 if that is meant")
  }
}
