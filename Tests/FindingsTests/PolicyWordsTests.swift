import Testing

@testable import Findings

struct PolicyWordsTests {
  @Test(arguments: [
    ("live", "live"), ("new", "new"), ("head", "head"), ("age>90d", "age>90d"), ("age>2y", "age>730d"),
    ("severity>=high", "severity>=high"), ("live+head", "live+head"), ("open-door", "open-door"),
    ("openDoor", "open-door"), ("age>90d + severity>=high", "age>90d+severity>=high"), ("any", "any"),
    ("age>policy", "age>policy"), ("live+age>policy", "live+age>policy"),
  ])
  func `a condition is read and told again`(_ text: String, _ words: String) throws {
    #expect(try Policy(words: [text]).rules.map(\.words) == [words])
  }

  @Test func `commas and repetitions are alternatives`() throws {
    #expect(try Policy(words: ["live,head", "new"]).rules.map(\.words) == ["live", "head", "new"])
  }

  @Test(arguments: ["lvie", "age>", "age>soon", "severity>=huge", "", "live,,head", "live+"])
  func `an unknown condition is refused by name`(_ text: String) {
    #expect(throws: PolicyWordError.self) { try Policy(words: [text]) }
  }
}
