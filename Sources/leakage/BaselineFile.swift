internal import Findings
internal import Scanning

/// A baseline that the command line names.
struct BaselineFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// The baseline at the root of the work tree that a path is in, under its usual name; nil when there is none.
  static func usual(in path: String) -> String? {
    guard let root = WorkTree.root(of: path) else { return nil }
    let file = root + BaselineCommand.defaultFile
    return FileSystem.leadsToFile(file) ? file : nil
  }

  /// Status 2 when there is none, or when it is none.
  func read() throws(CommandFailure) -> Baseline {
    let baseline = try CommandFailure.converting { () throws(SettingsError) in try Baseline.read(at: path) }
    guard let baseline else {
      throw CommandFailure(
        "no such baseline: '\(path)'", help: "make one with: leakage baseline create -o \(path)")
    }
    return baseline
  }

  /// Status 3 when it cannot be written.
  func write(_ baseline: Baseline) throws(CommandFailure) {
    try CommandFailure.converting(status: ExitStatus.incomplete) { () throws(SettingsError) in
      try baseline.write(to: path)
    }
  }
}
