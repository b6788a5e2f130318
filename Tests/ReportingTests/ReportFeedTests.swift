import Findings
import Testing

@testable import Reporting

struct ReportFeedTests {
  private static func read(_ text: String, pieces: Int) throws -> (
    findings: [Finding], headers: Int, detectors: Int
  ) {
    var feed = ReportFeed()
    var (findings, headers, detectors): ([Finding], Int, Int) = ([], 0, 0)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try feed.feed(bytes[start..<min(start + pieces, bytes.count)]) { item in
        switch item {
        case .finding(let finding, let detector):
          findings.append(finding)
          if detector != nil { detectors += 1 }
        case .header: headers += 1
        case .detector: detectors += 1
        case .diagnostic, .observation, .posture, .postureRule: break
        }
      }
    }
    try feed.finish()
    return (findings, headers, detectors)
  }

  @Test(arguments: [OutputFormat.json, .jsonl], [1, 7, 4096, 1 << 20])
  func `a report is read back, however it is cut`(_ format: OutputFormat, _ pieces: Int) throws {
    let report = SampleReport.rich
    let found = try Self.read(try report.rendered(as: format), pieces: pieces)
    #expect(found.findings == report.findings)
    #expect(found.headers == 1)
    #expect(found.detectors > 0)
  }

  @Test(arguments: [OutputFormat.json, .jsonl])
  func `hostile text does not end an element early`(_ format: OutputFormat) throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = RandomReport(seed: seed)
      let report = random.report()
      #expect(try Self.read(try report.rendered(as: format), pieces: 61).findings == report.findings)
    }
  }

  @Test func `a merged report can be read again`() throws {
    let text = try AgeReport(SampleReport.rich).rendered(as: .json)
    #expect(try Self.read(text, pieces: 4096).findings.count == SampleReport.rich.findings.count)
  }

  @Test func `a report that is cut off is refused`() throws {
    let text = try SampleReport.rich.rendered(as: .json)
    #expect(throws: ReportReadingError.self) { try Self.read(String(text.dropLast(20)), pieces: 4096) }
  }

  @Test(arguments: ["not JSON", "[1]", #"{"findings": []}"#, #"{"schemaVersion": 99, "findings": []}"#])
  func `what is no report is refused`(text: String) {
    #expect(throws: ReportReadingError.self) { try Self.read(text, pieces: 4096) }
  }

  @Test func `a row of the ledger's export is an observation`() throws {
    let line =
      #"{"catalog":"0","detector":"x","endpoint":"GET a","fingerprint":"\#(String(repeating: "ab", count: 16))","source":"probe","time":"2026-01-01T00:00:00Z","validity":"dead"}"#
    var seen: [Observation] = []
    var feed = ReportFeed()
    try feed.feed(Array((line + "\n" + line + "\n").utf8)) {
      if case .observation(let row) = $0 { seen.append(row) }
    }
    #expect(seen.map(\.validity) == [.dead, .dead])
  }
}
