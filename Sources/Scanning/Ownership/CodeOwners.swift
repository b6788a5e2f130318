internal import Findings

/// A CODEOWNERS file: patterns with the owners of what they match, the last match counts. GitHub's syntax ("About code
/// owners"), with GitLab's sections ("Code Owners syntax and error handling"): there each section's last match counts, and a
/// section may name owners for entries without any.
struct CodeOwners {
  private struct Entry {
    let globs: [PathGlob]
    let owners: [String]
  }

  private var sections: [[Entry]] = [[]]

  /// Where forges look, in the order in which the first counts.
  static let places = [
    [".github", "CODEOWNERS"], ["CODEOWNERS"], ["docs", "CODEOWNERS"], [".gitlab", "CODEOWNERS"],
    [".gitea", "CODEOWNERS"], [".forgejo", "CODEOWNERS"], [".bitbucket", "CODEOWNERS"],
  ]
  /// GitHub reads no file over 3 MB.
  static let sizeLimit = 3 << 20
  private static let entryLimit = 20_000

  init(_ text: some Collection<UInt8>) {
    var defaults: [String] = []
    var count = 0
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      var words = CodeOwners.words(of: line)
      guard let first = words.first, count < CodeOwners.entryLimit else { continue }
      if first.hasPrefix("[") || first.hasPrefix("^[") {
        sections.append([])
        defaults = CodeOwners.owners(
          line[(line.lastIndex(of: "]") ?? line.startIndex)...].split(separator: " ").map(String.init))
        continue
      }
      words.removeFirst()
      let owners = CodeOwners.owners(words)
      sections[sections.count - 1].append(
        Entry(globs: CodeOwners.globs(first), owners: owners.isEmpty ? defaults : owners))
      count += 1
    }
  }

  /// Sorted, each once; empty where nobody is named.
  func owners(of path: String) -> [String] {
    var owners: Set<String> = []
    for section in sections {
      let entry = section.last { entry in entry.globs.contains { $0.matches(path) } }
      owners.formUnion(entry?.owners ?? [])
    }
    return owners.sorted()
  }

  /// Names of users and teams begin with `@` (GitLab's roles with `@@`); others are e-mail addresses.
  private static func owners(_ words: [String]) -> [String] {
    words.filter { $0.contains("@") && $0.count > 1 }.map { Printable.text($0.prefix(200).utf8) }
  }

  /// Blanks part, `\` before one keeps it, and `#` begins a comment where a word begins.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        word += character == " " || character == "#" ? String(character) : "\\" + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == " " || character == "\t" {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else if character == "#", word.isEmpty {
        return words
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// As gitignore has it, but that `folder/*` is that folder's own files and `folder` everything in it.
  private static func globs(_ pattern: String) -> [PathGlob] {
    let isAnchored = pattern.dropLast().contains("/")
    let base = (isAnchored ? "" : "**/") + pattern.drop { $0 == "/" }
    if base.hasSuffix("/") { return [PathGlob(base + "**")] }
    let last = pattern.split(separator: "/").last ?? ""
    // A pattern without a slash would be taken for a file's name.
    let own = base.contains("/") ? base : "/" + base
    return last.contains("*") ? [PathGlob(own)] : [PathGlob(own), PathGlob(base + "/**")]
  }
}
