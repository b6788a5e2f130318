internal import Findings

/// Names for repositories that were scanned where the scan ran (`.`), which names nothing.
enum FileNaming {
  /// That of the report's file without its extensions; nil where the target has a name, or the file none.
  static func name(of targets: [Report.Target], in file: String) -> String? {
    guard targets.count == 1, let target = targets.first, target.remote == nil,
      [".", "./"].contains(target.path), file != "-"
    else { return nil }
    let last = file.split(separator: "/").last ?? ""
    return String(last.split(separator: ".").first ?? last)
  }
}
