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
        guard let (identity, name) = header.targets.soleRepository else { continue }
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
}
