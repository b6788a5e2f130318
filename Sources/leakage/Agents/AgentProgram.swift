/// How an agent starts this program.
enum AgentProgram {
  /// This executable's path.
  static var own: String? { FileSystem.resolved("/proc/self/exe") }

  /// The executable that the name `leakage` stands for; nil where there is none on the path.
  static func onPath(_ path: String?) -> String? {
    (path ?? "").split(separator: ":").lazy.map { "\($0)/leakage" }.first(where: FileSystem.isExecutable)
  }

  /// A word of a shell command.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "/._-+~".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
