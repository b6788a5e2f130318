internal import Findings

/// What a scan read and how long it took, for `--verbose`.
enum StatisticsLine {
  static func text(of statistics: Statistics, seconds: Double) -> String {
    let count = ProgressLine.grouped
    let megabytes = Double(statistics.blobBytes) / 1e6
    var parts = [
      "\(count(statistics.objects)) objects", "\(count(statistics.blobs)) blobs",
      "\(count(statistics.commits)) commits", "\(count(statistics.refs)) refs",
      "\(count(statistics.files)) files",
      "\(count(Int(megabytes))) MB, of which \(count(Int(Double(statistics.matchedBytes) / 1e6))) MB matched",
      "\(rounded(seconds)) s",
    ]
    if statistics.skipped > 0 { parts.append("\(count(statistics.skipped)) skipped") }
    return "read " + parts.joined(separator: ", ")
  }

  /// Two decimals.
  private static func rounded(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
