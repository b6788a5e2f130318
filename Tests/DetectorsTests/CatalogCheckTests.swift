import Detectors
import Testing

struct CatalogCheckTests {
  @Test(arguments: [
    (
      "positive = ['tok_{word:7}']", 14,
      "positive example 1 is not found: the pattern does not match: tok_{word:7}"
    ),
    (
      "positive = ['tok_{}bcdfghij', 'key {word:8}']", 14,
      "positive example 2 holds no literal or keyword of the detector: key {word:8}"
    ),
    (
      "positive = ['tok_ababababcd']", 14,
      "positive example 1 is not found: its value fails the entropy test (least 2.5 bits a byte): tok_ababababcd"
    ),
    (
      "positive = ['tok_bcdfstop']", 14,
      "positive example 1 is not found: its value fails the stop words: tok_bcdfstop"
    ),
    (
      "positive = ['tok_foobarxy']", 14,
      "positive example 1 is not found: its value fails the placeholder test: tok_foobarxy"
    ),
    (
      "positive = ['tok_bcdfghij']\nnegative = ['x', 'tok_bcdfghij']", 15,
      "negative example 2 is found: tok_bcdfghij"
    ),
  ])
  func `a failing example is told with its line and the reason`(lines: String, line: Int, reason: String)
    throws
  {
    let file = try DetectorFile(name: "x.toml", text: Self.text(lines))
    let errors = CatalogCheck(try DetectorCatalog(files: [file])).errors(in: file)
    #expect(errors == [DetectorError(file: "x.toml", line: line, detector: "x-token", reason: reason)])
  }

  @Test func `another detector's better claim and an unknown reference are told`() throws {
    let file = try DetectorFile(name: "x.toml", text: Self.text("positive = ['tok_bcdfghij']"))
    let other = Self.text("positive = ['tok_bcdfghij']").replacing("x-token", with: "y-token").replacing(
      "severity", with: "confidence = 'certain'\nyields-to = ['x-tokn']\nseverity")
    let second = try DetectorFile(name: "y.toml", text: other)
    let check = CatalogCheck(try DetectorCatalog(files: [file, second]))
    #expect(check.errors(in: file).map(\.reason).first?.contains("is taken by 'y-token'") == true)
    #expect(
      check.errors(in: second).map(\.description) == [
        "y.toml:4: detector 'y-token': yields to an unknown detector 'x-tokn' (did you mean 'x-token'?)"
      ])
  }

  private static func text(_ examples: String) -> String {
    """
    provider = 'X'
    category = 'forge'

    [[detector]]
    id = 'x-token'
    name = 'X token'
    severity = 'high'
    lifetime = 'long-lived'
    pattern = 'tok_([a-z]{8,10})'
    literals = ['tok_']
    entropy = 2.5
    stop-words = ['stop']
    [detector.examples]
    \(examples)

    """
  }
}
