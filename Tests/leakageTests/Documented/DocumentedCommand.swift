import Foundation

@testable import leakage

/// A call of the program that a document shows: a line of a shell's block, or of a table.
struct DocumentedCommand: Hashable, Comparable, Sendable {
  /// As it is shown, without what is said about it.
  let line: String

  static func < (left: Self, right: Self) -> Bool { left.line < right.line }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The README and everything below `docs`.
  static var documents: [String] {
    let folder = root.appending(path: "docs")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }

  /// Each distinct call once, sorted.
  static func all() throws -> [DocumentedCommand] {
    let names = Set(
      try CommandReference().root.all.map { $0.path.split(separator: " ").dropFirst().first ?? "" })
    var found: Set<DocumentedCommand> = []
    for document in documents {
      let text = try String(contentsOf: root.appending(path: document), encoding: .utf8)
      for line in lines(of: text) where isCall(line, names) { found.insert(DocumentedCommand(line: line)) }
    }
    return found.sorted()
  }

  /// A sample of what the program prints may begin with its name as well.
  private static func isCall(_ line: String, _ names: Set<Substring>) -> Bool {
    line.matches(of: /(?:^|[ ;|&(])leakage(?: ([^ ]+)|$)/).contains { match in
      match.1.map { names.contains($0) || $0.hasPrefix("-") } ?? true
    }
  }

  private static func lines(of text: String) -> [String] {
    var (isCode, isShell, result, begun) = (false, false, [String](), "")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode.toggle()
        isShell = isCode && ["", "sh", "shell", "bash", "console"].contains(line.dropFirst(3))
      } else if isShell {
        begun += line
        if begun.hasSuffix("\\") {
          begun.removeLast()
        } else {
          result.append(call(begun))
          begun = ""
        }
      } else if !isCode, line.hasPrefix("|") {
        let spans = line.matches(of: /`([^`]*leakage [^`]*)`/).map {
          String($0.1).replacing(#"\|"#, with: "|")
        }
        // Two words name a command and do not call it.
        result += spans.filter { $0.split(separator: " ").count > 2 }.map(call)
      }
    }
    return result
  }

  /// What follows two spaces, or a `#`, says what the line does.
  private static func call(_ line: String) -> String {
    let text = line.trimmingPrefix { $0 == " " }
    let end = text.firstRange(of: /(?: {2}| #)/)?.lowerBound ?? text.endIndex
    return text[..<end].trimmingCharacters(in: .whitespaces)
  }
}
