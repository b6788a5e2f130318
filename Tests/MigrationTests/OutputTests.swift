import Detectors
import Findings
import Testing

@testable import Migration

/// What is added to files that are there.
@Suite struct OutputTests {
  private func edited(_ text: String, _ values: String...) throws -> String {
    var edit = SettingsEdit(text)
    try edit.add(values, to: "exclude-paths", in: "scan")
    return edit.text
  }

  @Test(
    arguments: [
      ("", "[scan]\nexclude-paths = [\"a\", \"b\"]\n"),
      ("# mine\nx = 1", "# mine\nx = 1\n\n[scan]\nexclude-paths = [\"a\", \"b\"]\n"),
      ("[scan] # s\nthreads = 1\n[x]\n", "[scan] # s\nexclude-paths = [\"a\", \"b\"]\nthreads = 1\n[x]\n"),
      ("[scan]\nexclude-paths = [] # e\n", "[scan]\nexclude-paths = [\"a\", \"b\"] # e\n"),
      ("[scan]\nexclude-paths = [\"c\"]\n", "[scan]\nexclude-paths = [\"a\", \"b\", \"c\"]\n"),
      (
        "[scan]\nexclude-paths = [ # e\n  \"c\", # c\n]\nthreads = 2\n",
        "[scan]\nexclude-paths = [\"a\", \"b\",  # e\n  \"c\", # c\n]\nthreads = 2\n"
      ),
      ("[scan]\nexclude-paths = \"c\" # e\n", "[scan]\nexclude-paths = [\"a\", \"b\", \"c\"] # e\n"),
      ("[scan]\nexclude-paths = [\"b\", \"a\"]\n", "[scan]\nexclude-paths = [\"b\", \"a\"]\n"),
    ] as [(String, String)])
  func `a list gets longer, and all else stays`(old: String, new: String) throws {
    #expect(try edited(old, "a", "b") == new)
  }

  @Test func `line ends stay as they are`() throws {
    let text = "# mine\r\n[scan]\r\nthreads = 1\r\n"
    #expect(try edited(text, "a") == "# mine\r\n[scan]\r\nexclude-paths = [\"a\"]\r\nthreads = 1\r\n")
  }

  @Test(arguments: [
    "scan = { threads = 1 }\n", "scan.threads = 1\n", "[scan]\nexclude-paths = 'c'\n", "[scan\n",
    "a = \"\"\"\n[scan]\n\"\"\"\n",
    "[[scan]]\n", "[scan]\nexclude-paths = \"\"\"\nc\"\"\"\n",
  ])
  func `what cannot be added to is refused`(old: String) {
    #expect(throws: SettingsEdit.Refusal.self) { try edited(old, "a") }
  }

  @Test func `an ignore file keeps what it has`() {
    let key = Fingerprint(code: Array(0..<16))
    let other = Fingerprint(code: Array(16..<32))
    let old = "# mine\n\(key)  reason=\"x\""
    let lines = IgnoreLines(
      adding: [
        Resolution.Entry(fingerprint: key, reason: "r"),
        Resolution.Entry(fingerprint: other, reason: "a \"b\" \\c\n#"),
      ], to: old)
    #expect(lines.count == 1)
    #expect(lines.text == old + "\n\(other)  reason=\"a \\\"b\\\" \\\\c#\"\n")
    let read = IgnoreFile.parse(lines.text, path: "")
    #expect(read.diagnostics.isEmpty && read.rules.map(\.reason) == ["x", "a \"b\" \\c#"])
  }

  @Test(arguments: ["a'b", "''", "a\"\\\n\t\u{1}b", "'''", "'", "(a)'"])
  func `texts come back out of TOML as they were`(text: String) throws {
    let draft = DetectorDraft(
      id: "a", name: "a", place: "f:1", title: text,
      pattern: "zapzap" + PatternWriter.escaped(Array(text.utf8)),
      literals: try #require(RequiredLiterals(keywords: ["zapzap"])), samples: ["zapzap{alnum:20}"])
    let detector = try DetectorDocument.detector(of: draft)
    #expect(detector?.summary.name == text)
  }
}
