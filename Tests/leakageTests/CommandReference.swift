import ArgumentParser
import Foundation

@testable import leakage

/// The commands and options as the parser knows them, rendered for `docs/cli.md`.
struct CommandReference {
  let root: Command

  init() throws {
    let dump = Leakage._dumpHelp()
    root = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
  }

  struct Dump: Decodable { let command: Command }

  struct Command: Decodable {
    let commandName: String
    let superCommands: [String]?
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?

    var path: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }

    /// Itself and all below, without the parser's own `help`.
    var all: [Command] {
      [self] + (subcommands ?? []).filter { $0.commandName != "help" }.flatMap(\.all)
    }
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let shouldDisplay: Bool
    let sectionTitle: String?
    let names: [Name]?
    let valueName: String?
    let allValues: [String]?
    let abstract: String?
    let discussion: String?

    /// `-o, --output <file>`
    var spelling: String {
      let value = valueName.map { "<\($0)>" } ?? ""
      if kind == "positional" { return value }
      let spelled = (names ?? []).map(\.text).sorted { $0.count < $1.count }.joined(separator: ", ")
      return kind == "flag" ? spelled : spelled + " " + value
    }

    var help: String {
      let values = allValues.map { [" One of " + $0.map { "`\($0)`" }.joined(separator: ", ") + "."] } ?? []
      let more = discussion.map { [" " + $0] } ?? []
      return ([abstract ?? ""] + more + values).joined().replacingOccurrences(of: "|", with: "\\|")
    }
  }

  var markdown: String { root.all.map(section).joined(separator: "\n") }

  private func section(_ command: Command) -> String {
    var text = "### `\(command.path)`\n\n\(command.abstract ?? "")\n"
    if let discussion = command.discussion { text += "\n" + described(discussion) }
    let shown = (command.arguments ?? []).filter {
      $0.shouldDisplay && !["help", "version"].contains(last($0))
    }
    if !shown.isEmpty {
      text += "\n| option | meaning |\n|---|---|\n"
      text += shown.map { "| `\($0.spelling)` | \($0.help) |\n" }.joined()
    }
    return text
  }

  private func last(_ argument: Argument) -> String { argument.names?.last { $0.kind == "long" }?.name ?? "" }

  /// The examples as a code block, the rest as text.
  private func described(_ discussion: String) -> String {
    let parts = discussion.components(separatedBy: "EXAMPLES:\n")
    let rest = parts.count > 1 ? parts[1].components(separatedBy: "\n\n") : []
    var text = parts[0].trimmingCharacters(in: .whitespacesAndNewlines)
    if !text.isEmpty { text += "\n\n" }
    if let examples = rest.first {
      let lines = examples.split(separator: "\n").map { $0.hasPrefix("  ") ? $0.dropFirst(2) : $0 }
      text += "```\n" + lines.joined(separator: "\n") + "\n```\n"
    }
    return text + rest.dropFirst().map { "\n\($0)\n" }.joined()
  }
}
