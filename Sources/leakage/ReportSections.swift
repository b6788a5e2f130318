internal import Findings
internal import Reporting

/// The reports that one input file holds, one after the other: `cat *.jsonl` makes such a file.
struct ReportSections {
  let headers: [ReportFeed.Header]
  private let path: String

  /// Reads the file for its headers only.
  init(_ file: InputFile) throws(CommandFailure) {
    path = file.path
    var found: [ReportFeed.Header] = []
    try file.read(skipsFindings: true) { item in
      if case .header(let header) = item { found.append(header) }
    }
    headers = found
  }

  /// The header with a name for its repository: the folder where a scan ran (`.`) names nothing, so such a
  /// repository is called as its report's file is.
  func named(_ section: Int) -> ReportFeed.Header {
    var header = headers[section]
    guard let name = FileNaming.name(of: header.targets, in: path) else { return header }
    header.targets[0].path = headers.count == 1 ? name : "\(name) #\(section + 1)"
    return header
  }
}

/// Follows a file's items and tells which of its reports each belongs to.
struct SectionCursor {
  private let sections: ReportSections
  private var next = 0

  init(_ sections: ReportSections) { self.sections = sections }

  /// The report that starts at the file's first item; nil where its header comes first, or where there is none.
  mutating func begin() -> Int? {
    guard next < sections.headers.count, !sections.headers[next].isFirst else { return nil }
    next += 1
    return next - 1
  }

  /// The report that starts with this header or, in a document, after it.
  mutating func pass(_ header: ReportFeed.Header) -> Int? {
    guard header.isFirst else { return begin() }
    next += 1
    return next - 1
  }
}
