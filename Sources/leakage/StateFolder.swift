#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Where the program keeps what it remembers and what it fetched, by the XDG base directory specification.
enum StateFolder {
  /// `$XDG_STATE_HOME/leakage`, else below `~/.local/state`.
  static func state(
    _ environment: ProcessEnvironment, makesFolder: Bool, option: String
  ) throws(CommandFailure) -> String {
    try folder(environment["XDG_STATE_HOME"], ".local/state", environment, makesFolder, option)
  }

  /// `$XDG_CACHE_HOME/leakage`, else below `~/.cache`.
  static func cache(_ environment: ProcessEnvironment, option: String) throws(CommandFailure) -> String {
    try folder(environment["XDG_CACHE_HOME"], ".cache", environment, false, option)
  }

  private static func folder(
    _ chosen: String?, _ usual: String, _ environment: ProcessEnvironment, _ makesFolder: Bool,
    _ option: String
  ) throws(CommandFailure) -> String {
    let home = environment["HOME"].map { "\($0)/\(usual)" }
    guard let base = chosen ?? home, base.hasPrefix("/") else {
      throw CommandFailure("no state directory: HOME is not set", help: "name one with: \(option)")
    }
    if makesFolder { make(base + "/leakage") }
    return base + "/leakage"
  }

  /// Makes a folder and those above it, for the user alone. Whoever needs it will say that it is not there.
  static func make(_ path: String) {
    var folder = path.hasPrefix("/") ? "" : "."
    for name in path.split(separator: "/") {
      folder += "/" + name
      _ = mkdir(folder, 0o700)
    }
  }
}
