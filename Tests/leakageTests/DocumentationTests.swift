import Foundation
import Testing

@testable import leakage

/// `docs/cli.md` and `README.md` tell what the program does.
@Suite struct DocumentationTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let start =
    "<!-- commands: written by RECORD_GOLDEN=1 swift test --filter DocumentationTests -->\n"
  private static let end = "<!-- end of commands -->\n"

  @Test func `every command and option is documented`() throws {
    let file = Self.folder.appendingPathComponent("docs/cli.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: Self.start))
    let end = try #require(text.range(of: Self.end))
    let expected = "\n" + (try CommandReference().markdown) + "\n"
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: expected)
        .write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      text[start.upperBound..<end.lowerBound] == expected,
      "docs/cli.md is out of step: RECORD_GOLDEN=1 swift test --filter DocumentationTests")
  }

  @Test func `every command and option has a help text`() throws {
    for command in try CommandReference().root.all {
      #expect(command.abstract?.isEmpty == false, "\(command.path)")
      #expect(command.discussion?.contains("EXAMPLES:") == true, "\(command.path) shows no example")
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        #expect(argument.abstract?.isEmpty == false, "\(command.path) \(argument.spelling)")
      }
    }
  }

  @Test(arguments: [
    "README.md", "docs/cli.md", "docs/hooks.md", "docs/ci.md", "docs/agents.md", "docs/redact.md",
    "docs/migration.md",
  ])
  func `every option in the documents exists`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let known = Set(
      try CommandReference().root.all.flatMap { $0.arguments ?? [] }.flatMap { $0.names ?? [] }.map(\.name)
        + ["help", "version", "generate-completion-script"])
    // Options of other programs stand in lines without `leakage`.
    for line in text.split(separator: "\n") where line.contains("leakage ") {
      for match in line.matches(of: /(?:^|[ `])--([a-z][a-z-]+)/) {
        #expect(known.contains(String(match.1)), "\(name): --\(match.1)")
      }
    }
  }
}
