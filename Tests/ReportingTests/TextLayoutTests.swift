import Findings
import Testing

@testable import Reporting

@Suite struct TextLayoutTests {
  @Test(arguments: [40, 50, 60, 72, 80, 100, 120, 200])
  func `no line is wider than the terminal`(_ width: Int) throws {
    var random = RandomReport(seed: 7)
    for report in [SampleReport.rich, SampleReport.crowded, SampleReport.empty, random.report(count: 60)] {
      for isVerbose in [false, true] {
        let style = TextStyle(width: width, isVerbose: isVerbose)
        let lines = TextReport(report, style: style).lines
        let wide = lines.filter { $0.width > width }.map { $0.runs.map(\.text).joined() }
        #expect(wide == [])
      }
    }
  }

  @Test func `no line ends in a blank`() throws {
    let text = try SampleReport.rich.rendered(as: .text, style: TextStyle(isVerbose: true))
    #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
  }

  @Test func `colour and links change nothing but escape sequences`() throws {
    let plain = try SampleReport.rich.rendered(as: .text, style: TextStyle())
    let style = TextStyle(color: true, hyperlinks: true)
    let colored = try SampleReport.rich.rendered(as: .text, style: style)
    let stripped = colored.replacing(/\u{1b}\[[0-9;]*m/, with: "").replacing(
      /\u{1b}\]8;;[^\u{1b}]*\u{1b}\\/, with: "")
    #expect(colored != plain)
    #expect(stripped == plain)
  }

  @Test(arguments: [
    ("abc", 3), ("日本語", 6), ("한국", 4), ("e\u{301}", 1), ("👩‍💻", 2), ("🇪🇺", 2), ("ｆｕｌｌ", 8), ("ﾊﾝ", 2),
    ("❤️", 2), ("→…─•", 4), ("", 0),
  ])
  func `display width counts columns`(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("日本語", 4, ["日本", "語"]), ("a  b", 3, ["a", "b"]), ("", 5, [""]), ("one two", 3, ["one", "two"]),
    ("no longwordhere", 6, ["no", "longwo", "rdhere"]),
  ])
  func `lines break at spaces and inside long words`(_ text: String, _ width: Int, _ lines: [String]) {
    let wrapped = StyledText(text).wrapped(to: width).map { $0.runs.map(\.text).joined() }
    #expect(wrapped == lines)
  }

  @Test func `a cut text says so`() {
    let text = StyledText("config/deploy.yml")
    #expect(text.truncated(to: 7).runs.map(\.text).joined() == "config…")
    #expect(text.truncatedAtStart(to: 7).runs.map(\.text).joined() == "…oy.yml")
    #expect(text.truncated(to: 17).runs.map(\.text).joined() == "config/deploy.yml")
  }
}
