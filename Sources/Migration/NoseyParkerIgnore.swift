internal import Findings

/// What `noseyparker scan --ignore FILE` reads: paths that are not searched, as .gitignore writes them
/// (https://git-scm.com/docs/gitignore#_pattern_format).
enum NoseyParkerIgnore {
  static func migrated(_ text: String, file: String) -> Migrated {
    var result = Migrated()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let place = "\(file):\(index + 1)"
      guard let pattern = pattern(line) else { continue }
      guard !pattern.hasPrefix("!") else {
        result.note(
          Remark(
            .left, place: place, name: "pattern",
            reason: "a path that is taken out again has no counterpart: paths are only put aside here",
            advice: "leave it out of the pattern before it, in exclude-paths"))
        continue
      }
      result.excludedPaths += globs(pattern).map { Migrated.PathEntry(glob: $0, place: place) }
    }
    return result
  }

  /// Nil for an empty line and a comment. White space at the end counts only behind a backslash.
  private static func pattern(_ line: Substring) -> String? {
    var line = line
    while line.last == " " || line.last == "\t" || line.last == "\r" {
      let head = line.dropLast()
      guard head.last != "\\" else { break }
      line = head
    }
    return line.isEmpty || line.hasPrefix("#") ? nil : String(line)
  }

  /// A pattern means files and folders alike, at the root where a slash stands in it and anywhere otherwise; one that ends
  /// in a slash means folders alone. Ours means a file, or with a slash at its end what is below a folder.
  static func globs(_ pattern: String) -> [String] {
    let isFolder = pattern.hasSuffix("/")
    let body = isFolder ? String(pattern.dropLast()) : pattern
    guard !body.isEmpty, body != "/" else { return [] }
    let isAnchored = body.contains("/")
    let folder = (isAnchored ? body : "**/" + body) + "/"
    // What ends in `**` names all below it already.
    if isFolder || body.hasSuffix("/**") { return [isFolder ? folder : body] }
    return [body, folder]
  }
}
