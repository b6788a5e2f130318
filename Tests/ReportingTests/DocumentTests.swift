import Findings
import Foundation
import Testing

@testable import Reporting

/// CSV, Markdown, HTML, GitLab and JUnit: what a stranger wrote stays text in each.
struct DocumentTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("=1+1", "\"'=1+1\""),
    ("+4", "+4"),
    ("-2+3", "\"'-2+3\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("\t=1", "\\x09=1"), ("  =1", "\"'  =1\""),
    ("-17", "-17"),
    ("line\nbreak", "line\\x0abreak"),
  ])
  func `a field runs nothing in a spreadsheet`(_ text: String, _ field: String) {
    #expect(CSVReport.field(text) == field)
  }

  @Test func `rows have as many fields as there are columns`() throws {
    let text = try SampleReport.rich.rendered(as: .csv)
    let lines = text.split(separator: "\r\n")
    #expect(lines.count == SampleReport.rich.findings.count + 1)
    let columns = try #require(lines.first).split(separator: ",").count
    for line in lines {
      var (isQuoted, fields) = (false, 1)
      for character in line {
        if character == "\"" { isQuoted.toggle() } else if character == ",", !isQuoted { fields += 1 }
      }
      #expect(fields == columns)
    }
  }

  private static let hostile =
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> ]]> --> `| @team [x](http://e) \u{202E}"

  private static var report: Report {
    var report = SampleReport.rich
    report.findings = [
      SampleReport.finding(
        1, detector: "aws-access-key", redacted: hostile,
        exposure: Exposure(
          firstCommit: SampleReport.commit(1, on: SampleReport.now, name: hostile, subject: hostile),
          start: SampleReport.now),
        occurrences: [SampleReport.occurrence(hostile)])
    ]
    report.targets = [.init(kind: .repository, path: hostile)]
    return report
  }

  @Test func `a page holds no markup of a stranger`() throws {
    let page = try Self.report.rendered(as: .html)
    #expect(!page.contains("<img"))
    #expect(!page.contains("alert(1)</script>"))
    #expect(page.split(separator: "<script").count == 3, "the data and the page's own script")
    #expect(!page.contains("\u{202E}"))
  }

  @Test func `a page allows its own style and script and nothing else`() throws {
    let page = try SampleReport.rich.rendered(as: .html)
    #expect(page.contains("default-src 'none'"))
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
      let from = try #require(page.range(of: start)?.upperBound)
      let to = try #require(page.range(of: end, range: from..<page.endIndex)?.lowerBound)
      let hash = "sha256-" + MessageDigest.sha256(Array(page[from..<to].utf8)).base64
      #expect(page.contains("'\(hash)'"))
    }
    for word in [" style=", "onclick", "src=", "url(", "@import", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func `a hash is what the standard says`() {
    let hexadecimal = { (text: String) in
      MessageDigest.sha256(Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        .joined()
    }
    #expect(hexadecimal("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hexadecimal("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hexadecimal(String(repeating: "a", count: 1000))
        == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    #expect(Array("Ma".utf8).base64 == "TWE=")
  }

  @Test func `Markdown shows a stranger's text as text`() throws {
    let text = try Self.report.rendered(as: .markdown)
    #expect(!text.contains("<script"))
    #expect(!text.contains("<img"))
    #expect(!text.contains("@team"))
    #expect(!text.contains("](http"))
    for line in text.split(separator: "\n") where line.hasPrefix("| ") && line.contains("Suspect") {
      #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 6)
    }
  }

  @Test func `every format tells the gate's result`() throws {
    var report = SampleReport.rich
    report.gate = GateResult(try Policy(words: ["live"]), for: report)
    let words = try #require(report.gate?.isPassed) ? "passed" : "failed"
    for format in OutputFormat.allCases {
      let text = try AgeReport(report).rendered(as: format)
      #expect(text.localizedCaseInsensitiveContains(words) || text.contains("isPassed"), "\(format)")
    }
  }
}
