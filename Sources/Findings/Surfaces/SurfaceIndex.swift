/// The surface table made ready: a path is compared with the few rules that its name, its extension or one of
/// its folders calls up, not with all.
package struct SurfaceIndex: Sendable {
  /// Of the built-in rules.
  package static let shared = SurfaceIndex(SurfaceTable.rules)

  private struct Entry: Sendable {
    let surface: Surface
    /// Nil where what called the entry up says all.
    let glob: PathGlob?
    /// The glob is about the file's name alone, and that begins so.
    var prefix: String?

    func fits(_ path: String, _ name: Substring) -> Bool {
      guard let glob else { return true }
      guard let prefix else { return glob.matches(path) }
      return name.hasPrefix(prefix) && glob.matches(name)
    }
  }

  private var entries: [Entry] = []
  private var byName: [String: [Int]] = [:]
  private var byExtension: [String: [Int]] = [:]
  private var byFolder: [String: [Int]] = [:]
  private var others: [Int] = []

  init(_ rules: [SurfaceTable.Rule]) {
    for rule in rules {
      for glob in rule.globs.split(whereSeparator: \.isWhitespace) { add(String(glob), rule.surface) }
    }
  }

  /// What the file at a path from the repository's root is for.
  package func surface(of path: String, marks: ContentMarks = []) -> Surface {
    let told = surface(ofLowerCase: path.lowercased())
    guard !marks.isEmpty else { return told }
    let rule = SurfaceTable.contentRules.first { marks.contains($0.marks) && $0.from.contains(told) }
    return rule?.to ?? told
  }

  private func surface(ofLowerCase path: String) -> Surface {
    let folders = path.split(separator: "/")
    guard let name = folders.last else { return .other }
    var candidates = others + (byName[String(name)] ?? [])
    if let dot = name.lastIndex(of: ".") { candidates += byExtension[String(name[dot...])] ?? [] }
    for folder in folders.dropLast() { candidates += byFolder[String(folder)] ?? [] }
    let first = candidates.sorted().first { entries[$0].fits(path, name) }
    return first.map { entries[$0].surface } ?? .other
  }

  private mutating func add(_ glob: String, _ surface: Surface) {
    let parts = glob.split(separator: "/")
    guard let last = parts.last else { return }
    let number = entries.count
    let isName = parts.count == 1
    var entry = Entry(surface: surface, glob: PathGlob(isName ? glob : "**/" + glob))
    if isName { entry.prefix = String(last.prefix { !Self.wild.contains($0) }) }
    if !Self.isWild(last) {
      byName[String(last), default: []].append(number)
      if isName { entry = Entry(surface: surface, glob: nil) }
    } else if let folder = parts.dropLast().last(where: { !Self.isWild($0) }) {
      byFolder[String(folder), default: []].append(number)
    } else if let dot = last.lastIndex(of: "."), !Self.isWild(last[dot...]) {
      byExtension[String(last[dot...]), default: []].append(number)
      if last[..<dot] == "*" { entry = Entry(surface: surface, glob: nil) }
    } else {
      others.append(number)
    }
    entries.append(entry)
  }

  private static let wild: Set<Character> = ["*", "?", "["]

  private static func isWild(_ text: Substring) -> Bool { text.contains(where: wild.contains) }
}
