import Findings
import Foundation
import Testing

@testable import Reporting

/// Opens pages in headless Chromium, which `scripts/setup --with-tests` installs. Without it the tests are skipped
/// and say so, but not in CI: there they fail. `LEAKAGE_SHOTS=folder` keeps pictures of them.
@Suite(.enabled(if: Browser.isThere || Validator.isCI, "no chromium and python3"), .serialized)
struct BrowserTests {
  struct Seen: Decodable {
    let h1: String?
    let count: String?
    let drawn: Int?
    let figures: Int?
    let wide: Int?
    let sortMilliseconds: Int?
    let filterMilliseconds: Int?
    let sinceByAge: [String]?
    let sinceByAgeReversed: [String]?
    let filtered: String?
    let none: String?
    let cleared: String?
    let opened: Bool?
    let closed: Bool?
    let refocused: Bool?
    let narrowRoles: [String: Int]?
    let pwned: Bool?
    let printed: Int?
    let detail: String?
    let unlabelled: [String]
    let requests: [String]
    let seconds: Double
    let quiet: Bool
  }

  @Test func `a page renders, filters, sorts and opens a finding without a word on the console`() throws {
    let seen = try Browser.open(SampleReport.crowded, "crowded")
    #expect(seen.quiet)
    #expect(seen.requests == [])
    #expect(seen.count == "300 secrets")
    #expect(seen.drawn == 100)
    #expect(seen.figures ?? 0 >= 4)
    #expect(try #require(seen.sinceByAge) == seen.sinceByAge?.sorted(), "the oldest first")
    let reversed = try #require(seen.sinceByAgeReversed)
    #expect(reversed == reversed.sorted().reversed())
    #expect(seen.none == "0 of 300 secrets")
    #expect(seen.cleared == "300 secrets")
    #expect(seen.filtered?.hasSuffix("of 300 secrets") == true)
    #expect(seen.opened == true && seen.closed == true, "by keyboard")
    #expect(seen.refocused == true, "a closed finding leads back to where it was opened")
    let roles = try #require(seen.narrowRoles)
    #expect(roles["table"] ?? 0 >= 3 && roles["cell"] ?? 0 >= 700, "cards on a phone are still a table")
    #expect(roles["columnheader"] ?? 0 >= 7 && roles["image"] ?? 0 >= 4)
    #expect(seen.detail?.contains("What to do") == true)
    #expect(seen.printed == 300, "paper has no button to show more")
    #expect(seen.pwned == false, "the policy stops a foreign script")
    #expect(seen.unlabelled == [])
    #expect(seen.wide == 0, "nothing sticks out")
  }

  @Test func `hostile text runs nothing and asks for nothing`() throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      var random = RandomReport(seed: seed)
      let seen = try Browser.open(random.report(count: 40), "hostile-\(seed)")
      #expect(seen.quiet)
      #expect(seen.requests == [])
      #expect(seen.count == "40 secrets")
    }
  }

  @Test func `an empty report says so`() throws {
    let seen = try Browser.open(SampleReport.empty, "empty")
    #expect(seen.quiet)
    #expect(seen.requests == [])
  }

  @Test func `twenty thousand findings stay quick`() throws {
    var report = SampleReport.crowded
    let few = report.findings
    report.findings = (0..<20_000).map { index in
      let model = few[index % few.count]
      return SampleReport.finding(
        UInt8(index % 256), count: index * 7 + 1, detector: model.detector, validity: model.validity,
        rotation: model.rotation,
        placement: model.placement, exposure: model.exposure,
        occurrences: model.occurrences.map { SampleReport.occurrence("\(index)/" + $0.path) })
    }
    let seen = try Browser.open(report, "many")
    #expect(seen.quiet)
    #expect(seen.drawn == 100)
    #expect(seen.sortMilliseconds ?? 9999 < 2000)
    #expect(seen.filterMilliseconds ?? 9999 < 2000)
  }
}

enum Browser {
  static let program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static var isThere: Bool { program != nil && Validator.python != nil }

  static func open(_ report: Report, _ name: String) throws -> BrowserTests.Seen {
    guard let program, let python = Validator.python else { throw Validator.Missing() }
    let file = FileManager.default.temporaryDirectory.appending(path: "leakage-\(UUID()).html")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(report.rendered(as: .html).utf8).write(to: file)
    let process = Process()
    process.executableURL = python
    process.arguments = [
      TestData.root.appending(path: "testdata/browser/page.py").path, file.path, "--chromium", program,
    ]
    if let folder = ProcessInfo.processInfo.environment["LEAKAGE_SHOTS"] {
      process.arguments? += ["--shots", "\(folder)/\(name)"]
    }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try JSONDecoder().decode(BrowserTests.Seen.self, from: data)
  }
}
