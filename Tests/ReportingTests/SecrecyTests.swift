import Findings
import Testing

@testable import Reporting

@Suite struct SecrecyTests {
  static let styles = [
    TextStyle(width: 60), TextStyle(width: 200, color: true, isVerbose: true, hyperlinks: true),
  ]

  private func leaks(_ secrets: [String], in output: String) -> Bool {
    let forbidden = Set(secrets.flatMap(octets))
    return octets(of: output).contains { forbidden.contains($0) }
  }

  /// Every eight bytes in a row, packed into a number.
  private func octets(of text: String) -> [UInt64] {
    var window: UInt64 = 0
    let packed = text.utf8.map { byte in
      window = window << 8 | UInt64(byte)
      return window
    }
    return Array(packed.dropFirst(7))
  }

  @Test(arguments: OutputFormat.allCases, 1...8 as ClosedRange<UInt64>)
  func `no output shows eight characters of a secret in a row`(_ format: OutputFormat, _ seed: UInt64) throws
  {
    var random = RandomReport(seed: seed)
    let report = random.report()
    for style in Self.styles {
      let output = try report.rendered(as: format, style: style)
      #expect(!leaks(random.secrets, in: output))
    }
  }

  @Test func `the check itself notices a leak`() throws {
    var random = RandomReport(seed: 1)
    let output = try random.report(revealed: true).rendered(as: .json)
    #expect(leaks(random.secrets, in: output))
  }

  @Test func `text shows a revealed secret in its own row only`() throws {
    var random = RandomReport(seed: 3)
    let report = random.report(revealed: true)
    let output = try report.rendered(as: .text, style: TextStyle(width: 200, isVerbose: true))
    for line in output.split(separator: "\n") where leaks(random.secrets, in: String(line)) {
      #expect(line.drop { $0 == " " }.hasPrefix("secret       "))
    }
    #expect(leaks(random.secrets, in: output))
  }

  @Test func `JSON shows a revealed secret in its own member only`() throws {
    var random = RandomReport(seed: 4)
    let output = try random.report(revealed: true).rendered(as: .json)
    for line in output.split(separator: "\n") where leaks(random.secrets, in: String(line)) {
      #expect(line.hasPrefix("      \"revealed\": "))
    }
  }

  @Test func `SARIF never shows a revealed secret`() throws {
    var random = RandomReport(seed: 5)
    let output = try random.report(revealed: true).rendered(as: .sarif)
    #expect(!leaks(random.secrets, in: output))
  }
}
