internal import Findings
internal import Reporting

/// Of two whole scans of one repository the older tells nothing that the newer does not.
struct StaleReports {
  /// By file and report within it: the name of the repository whose newer report is among the inputs.
  private(set) var sections: [Int: [Int: String]] = [:]

  init(_ files: [[ReportFeed.Header]]) {
    var newest: [String: (file: Int, section: Int, time: Timestamp)] = [:]
    for (file, headers) in files.enumerated() {
      for (section, header) in headers.enumerated() {
        guard let (identity, name) = StaleReports.repository(of: header) else { continue }
        if let other = newest[identity] {
          guard header.generatedAt > other.time else {
            sections[file, default: [:]][section] = name
            continue
          }
          sections[other.file, default: [:]][other.section] = name
        }
        newest[identity] = (file, section, header.generatedAt)
      }
    }
  }

  /// Nil where nothing tells which repository it is, or where only part of it was scanned.
  private static func repository(of header: ReportFeed.Header) -> (identity: String, name: String)? {
    guard header.targets.count == 1, let target = header.targets.first, target.scope == nil,
      target.kind == .repository
    else { return nil }
    if let remote = target.remote { return (remote, remote) }
    if let root = target.root { return ("\(target.path) \(root)", target.path) }
    return target.path.hasPrefix("/") ? (target.path, target.path) : nil
  }
}
