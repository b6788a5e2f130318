#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// How an agent starts this program.
enum AgentProgram {
  /// This executable's path.
  static var own: String? {
    guard let pointer = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  static func isOnPath(_ path: String?) -> Bool {
    (path ?? "").split(separator: ":").contains { access("\($0)/leakage", X_OK) == 0 }
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
