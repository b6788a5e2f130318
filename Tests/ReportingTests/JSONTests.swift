import Findings
import Foundation
import Testing

@testable import Reporting

@Suite struct JSONTests {
  @Test(arguments: [true, false])
  func `a report reads back as it was written`(_ isPretty: Bool) throws {
    for report in [SampleReport.rich, SampleReport.empty, SampleReport.crowded] {
      let text = try report.json(isPretty: isPretty)
      #expect(try Report(json: text).json(isPretty: isPretty) == text)
    }
    #expect(try Report(json: SampleReport.rich.json()).findings == SampleReport.rich.findings)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `random reports read back as they were written`(_ seed: UInt64) throws {
    var random = RandomReport(seed: seed)
    let report = random.report(revealed: true)
    let read = try Report(json: report.json())
    #expect(read.findings == report.findings)
    #expect(read.targets == report.targets)
  }

  @Test(arguments: ["", "[]", "{}", "{\"schemaVersion\":1}", "not json", "\u{0}"])
  func `anything else is refused`(_ text: String) {
    #expect(throws: ReportReadingError.self) { try Report(json: text) }
  }

  @Test func `a later schema version is refused by name`() throws {
    let text = try SampleReport.empty.json().replacing("\"schemaVersion\": 1", with: "\"schemaVersion\": 2")
    let error = #expect(throws: ReportReadingError.self) { try Report(json: text) }
    #expect(error?.description == "report has schema version 2, known is 1")
  }

  @Test func `slashes are not escaped and the compact form is one line`() throws {
    let text = try SampleReport.rich.json(isPretty: false)
    #expect(!text.contains("\\/"))
    #expect(text.filter { $0 == "\n" }.count == 1)
  }

  @Test func `what follows from a finding stands beside it`() throws {
    let object = try JSONSerialization.jsonObject(with: Data(SampleReport.rich.json().utf8))
    let document = try #require(object as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings[0]["verdict"] as? String == "openDoor")
    #expect(findings[0]["ageDays"] as? Int == 1563)
    #expect(findings[6]["ageIsLowerBound"] as? Bool == true)
    #expect(findings[12]["ageDays"] == nil)
  }

  @Test func `the summary counts what counts`() {
    let summary = SampleReport.rich.summary
    #expect(summary.total == 19)
    #expect(summary.actionable == 16)
    #expect(summary.suppressed == 1 && summary.baselined == 1 && summary.absent == 1)
    #expect(summary.byVerdict["suspect"] == 8)
    #expect(summary.byVerdict.values.reduce(0, +) == 16)
    #expect(summary.oldest?.fingerprint == SampleReport.fingerprint(4))
  }

  @Test func `JSON lines hold a header, each finding and diagnostic, and a summary`() throws {
    let lines = try SampleReport.rich.rendered(as: .jsonl).split(separator: "\n")
    let types = try lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["type"] as? String
    }
    let expected =
      ["report"] + Array(repeating: "finding", count: 19) + Array(repeating: "diagnostic", count: 5) + [
        "summary"
      ]
    #expect(types == expected)
  }

  @Test(arguments: [
    ("report.json", OutputFormat.json), ("a/b.JSONL", .jsonl), ("x.ndjson", .jsonl), ("x.sarif", .sarif),
    ("x.sarif.json", .sarif), ("x.txt", .text),
  ])
  func `a file name tells the format`(_ path: String, _ format: OutputFormat) {
    #expect(OutputFormat(path: path) == format)
  }

  @Test(arguments: ["report", "x.pdf", ".json", "json", ""])
  func `other file names tell none`(_ path: String) {
    #expect(OutputFormat(path: path) == nil)
  }
}

/// A document that is made while it is written.
struct JSONOutlineTests {
  @Test(arguments: [true, false])
  func `its bytes are those of the value`(_ isPretty: Bool) throws {
    let outline = JSONOutline.object([
      "none": .list(count: 0) { _ in .null }, "nothing": .object([:]), "empty": .array([]),
      "list": .list(count: 3) { [.integer(Int64($0)), ["b": "\u{202e}\"", "a": .array([])]] },
      "deep": .array([.object(["z": .value(1), "y": .list(count: 1) { _ in true }]), .value([:])]),
    ])
    var (one, other) = ("", "")
    try outline.write(isPretty: isPretty, to: &one)
    outline.value.write(isPretty: isPretty, to: &other)
    #expect(one == other)
  }

  @Test func `a stream hands on every byte once and in order`() throws {
    var random = RandomReport(seed: 9)
    let report = random.report(count: 400)
    for format in OutputFormat.allCases {
      nonisolated(unsafe) var bytes: [UInt8] = []
      var stream = ReportStream { bytes += $0 }
      try report.write(as: format, style: TextStyle(), options: .init(), to: &stream)
      stream.flush()
      #expect(String(decoding: bytes, as: UTF8.self) == (try report.rendered(as: format)))
    }
  }
}
