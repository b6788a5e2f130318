import ArgumentParser
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

  /// Calls of the program in code blocks and in the examples of `--help`.
  private static func commands(in text: String) -> [[String]] {
    var isCode = false
    return text.split(separator: "\n").flatMap { line -> [[String]] in
      if line.hasPrefix("```") { isCode.toggle() }
      guard isCode, !line.contains("$("), !line.contains("…"), !line.contains("...") else { return [] }
      // What follows two spaces says what it does.
      let call = line.trimmingPrefix { $0 == " " }.split(separator: "  ").first ?? ""
      return call.prefix { $0 != "#" }.split(separator: "|").flatMap { $0.split(separator: "&") }.compactMap {
        part in
        let words = words(of: part.prefix { $0 != "<" && $0 != ">" && $0 != ";" })
        return words.first == "leakage" ? Array(words.dropFirst()) : nil
      }
    }
  }

  /// A shell's words: quotes hold together and go.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  @Test(arguments: [
    "README.md", "docs/agents.md", "docs/ci.md", "docs/cli.md", "docs/hooks.md", "docs/migration.md",
    "docs/posture.md", "docs/probing.md", "docs/redact.md", "docs/suppression.md",
  ])
  func `every command in the documents can be parsed`(name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    #expect(!Self.commands(in: text).isEmpty)
    for command in Self.commands(in: text) {
      do {
        _ = try CommandChoice(Leakage.self).command(for: ShowSecrets.spelledOut(command))
      } catch {
        // A request for the version or a completion script is answered by an error, too.
        #expect(
          Leakage.exitCode(for: error) == .success,
          "\(name): leakage \(command.joined(separator: " ")): \(Leakage.message(for: error))")
      }
    }
  }
}
