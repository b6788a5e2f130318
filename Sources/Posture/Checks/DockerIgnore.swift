internal import Findings

/// A `.dockerignore` file (docs.docker.com/build/concepts/context): the last pattern that matches decides.
struct DockerIgnore {
  private var patterns: [(globs: [PathGlob], isException: Bool)] = []
  /// That its paths are relative to, with a trailing slash or empty.
  private let folder: String

  init(_ bytes: [UInt8], in folder: String) {
    self.folder = folder
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    for line in text.split(whereSeparator: \.isNewline).prefix(1000) {
      var pattern = String(line).trimmed
      guard !pattern.isEmpty, !pattern.hasPrefix("#") else { continue }
      let isException = pattern.hasPrefix("!")
      if isException { pattern.removeFirst() }
      while pattern.hasPrefix("/") || pattern.hasPrefix("./") {
        pattern = String(pattern.drop { $0 == "." && pattern.hasPrefix("./") || $0 == "/" })
      }
      while pattern.hasSuffix("/") { pattern.removeLast() }
      patterns.append(([PathGlob(pattern), PathGlob(pattern + "/**")], isException))
    }
  }

  func leavesOut(_ path: String) -> Bool {
    guard path.hasPrefix(folder) else { return false }
    let relative = path.dropFirst(folder.count)
    let last = patterns.last { $0.globs.contains { $0.matches(relative) } }
    return last.map { !$0.isException } ?? false
  }

  /// Those that a build of a Dockerfile may obey: of its own, of its folder, of the root.
  static func at(_ dockerfile: String, _ surroundings: PostureSurroundings) -> [DockerIgnore] {
    let folder = dockerfile.lastIndex(of: "/").map { String(dockerfile[...$0]) } ?? ""
    let places = [
      (dockerfile + ".dockerignore", folder), (folder + ".dockerignore", folder), (".dockerignore", ""),
    ]
    return places.compactMap { path, folder in
      surroundings.dockerIgnores[path].map { DockerIgnore($0, in: folder) }
    }
  }
}
