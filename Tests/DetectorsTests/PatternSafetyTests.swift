import Detectors
import Findings
import Testing

struct PatternSafetyTests {
  @Test(arguments: [
    #"tok_(?:[a-z]+)+!"#, #"tok_(?:[a-z]*)*!"#, #"tok_(?:a|a)*!"#, #"tok_(?:[a-z]|[a-f0-9])+!"#,
    #"tok_(?:[a-z]+-?)+!"#, #"tok_(?:\w+\d*)+!"#, #"tok_(?i:[a-z]+|[A-Z])*!"#, #"tok_(?<name>(?:x{1,3})+)!"#,
    #"tok_(?:[a-z]{1,9}){30,99}!"#, #"tok_(?:(?:a|b)+c?)*!"#, #"tok_(?:[^-]+)*-"#, #"tok_(?:\s|[\x20\t])*!"#,
    #"tok_(?:.+)+!"#,
  ])
  func `a loop that takes the same run in many ways is refused`(pattern: String) {
    let error = #expect(throws: DetectorError.self) { try Self.file(pattern) }
    #expect(error?.line == 9)
    #expect(error?.reason.contains("exponentially") == true, "\(error?.reason ?? "")")
  }

  @Test(arguments: [
    #"tok_[a-z]{1,400}[a-z0-9]{1,400}[a-z]{1,400}!"#, #"tok_(?:[a-z]{1,20}){1,12}!"#, #"tok_.*.*.*="#,
    #"tok_[a-z]*[a-z]*[a-z]*!"#,
  ])
  func `a pattern that gives up on a text made from it is refused`(pattern: String) {
    let error = #expect(throws: DetectorError.self) { try Self.file(pattern) }
    #expect(error?.reason.contains("backtracks too much") == true, "\(error?.reason ?? "")")
  }

  @Test(arguments: [
    #"tok_[a-z]+"#, #"tok_(?:[a-z]+-)+x"#, #"tok_(?:[a-z]++)+!"#, #"tok_(?>[a-z]+)*!"#, #"tok_(?:ab|cd)*!"#,
    #"tok_(?:[a-z]+\.)*[a-z]+"#, #"tok_(?:[0-9]{3}|[a-z]{4})*!"#, #"tok_(?:\\.|[^\\"])*"#,
    #"tok_(?:[a-z0-9]{4})*!"#, #"(?x) tok_ (?: [a-z]+ ,)* # all"#, #"tok_\Q(a+)+\E"#,
    #"tok_[[:alpha:]]+[^]a-z]"#,
    #"(?-i)tok_(?#a comment)[a-z]"#, #"tok_(?:[A-Za-z0-9-]{1,63}\.){1,6}"#, #"tok_(a)\1*"#,
    #"tok_[\]a-]+\x41\x{42}"#,
  ])
  func `a pattern that every text leaves fast is taken`(pattern: String) throws {
    #expect(throws: Never.self) { try Self.file(pattern) }
  }

  @Test func `a companion's pattern is checked as well`() {
    let companion = """
      [[detector.companion]]
      role = "id"
      pattern = "(?:[a-z]+)+!"
      distance = 40

      """
    let error = #expect(throws: DetectorError.self) { try Self.file("tok_[a-z]{8}", companion: companion) }
    #expect(error?.line == 14)
  }

  @Test func `no pattern crashes the check`() {
    var generator = SeededRandom(seed: 3)
    let parts = [
      "(", ")", "[", "]", "a", "b-z", #"\\"#, #"\d"#, "*", "+", "?", "{2,}", "{1,3}", "|", "(?:", "(?i)",
      "(?<n>", "^",
      "$", ".", #"\Q"#, #"\E"#, "(?=", "(*SKIP)", "[:alpha:]", "-", "(?(1)a|b)", #"\x4"#, "tok_",
    ]
    for _ in 0..<3000 {
      let pattern = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }.joined()
      do { _ = try Self.file(pattern) } catch { #expect(!error.reason.isEmpty) }
    }
  }

  @discardableResult
  private static func file(_ pattern: String, companion: String = "") throws(DetectorError) -> DetectorFile {
    let lines = [
      "provider = 'X'", "category = 'forge'", "", "[[detector]]", "id = 'x-token'", "name = 'X token'",
      "severity = 'high'", "lifetime = 'long-lived'", "pattern = '''\(pattern)'''", "literals = ['tok_']", "",
      companion + "[detector.examples]", "positive = ['tok_{lower:8}']", "",
    ]
    return try DetectorFile(name: "x.toml", text: lines.joined(separator: "\n"))
  }
}
