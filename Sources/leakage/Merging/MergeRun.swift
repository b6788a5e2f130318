internal import Findings
internal import Reporting

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Joins shards and reports into one file that is an input again. Any order and any grouping give the same bytes:
/// shards of one search become one document, the newest report of each repository stays, and all of them are sorted.
struct MergeRun {
  let inputs: [String]
  let output: String?

  private struct Section {
    /// Empty where nothing tells which repository it is about.
    let identity: [UInt8]
    let generatedAt: Timestamp
    let range: Range<Int>
    let isComplete: Bool
  }

  /// Gives the exit status.
  func run() throws -> Int32 {
    var spool = try MergeSpool()
    var shards: [ShardDocument.Search: ShardDocument] = [:]
    var sections: [Section] = []
    for input in inputs {
      var files: [Section] = []
      try InputFile(input).readWhole { (item: MergeFeed.Item) in
        switch item {
        case .shards(let document): shards.add(document)
        case .report(let report): files.append(try MergeRun.section(report, of: input, files.count, &spool))
        }
      }
      sections += files
    }
    let documents = try shards.values.map { (document: $0, line: try $0.line()) }
      .sorted { $0.line.utf8.lexicographicallyPrecedes($1.line.utf8) }
    let kept = try spool.read { bytes in
      let kept = MergeRun.newest(sections, bytes)
      try write(documents.map(\.line), kept.map { UnsafeRawBufferPointer(rebasing: bytes[$0.range]) })
      return kept
    }
    for (document, _) in documents where !document.missing.isEmpty {
      StandardStream.error.line(
        "error: \(document.search.repository.name): shards \(document.missingWords) are missing\n"
          + "  help: leakage scan --shard \(document.missing[0])/\(document.search.count), then leakage merge"
      )
    }
    let isComplete = documents.allSatisfy(\.document.isComplete) && kept.allSatisfy(\.isComplete)
    return isComplete ? ExitStatus.clean : ExitStatus.incomplete
  }

  /// A repository that was scanned as `.` is called as its file is, before the file is one of many.
  private static func section(
    _ report: Report, of input: String, _ number: Int, _ spool: inout MergeSpool
  ) throws -> Section {
    var report = report
    if let name = FileNaming.name(of: report.targets, in: input) {
      report.targets[0].path = number == 0 ? name : "\(name) #\(number + 1)"
    }
    return Section(
      identity: Array((report.targets.soleRepository?.identity ?? "").utf8), generatedAt: report.generatedAt,
      range: try spool.append(try report.section()), isComplete: report.complete)
  }

  /// In order, each once, and of each repository the newest.
  private static func newest(_ sections: [Section], _ bytes: UnsafeRawBufferPointer) -> [Section] {
    let sorted = sections.sorted { left, right in
      if left.identity != right.identity {
        return left.identity.lexicographicallyPrecedes(right.identity)
      }
      if left.generatedAt != right.generatedAt { return left.generatedAt > right.generatedAt }
      return order(left.range, right.range, bytes) < 0
    }
    var kept: [Section] = []
    for section in sorted {
      guard let last = kept.last, last.identity == section.identity else {
        kept.append(section)
        continue
      }
      if section.identity.isEmpty, order(last.range, section.range, bytes) != 0 { kept.append(section) }
    }
    return kept
  }

  private static func order(_ left: Range<Int>, _ right: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let result = memcmp(
      start + left.lowerBound, start + right.lowerBound, min(left.count, right.count))
    return result != 0 ? Int(result) : left.count - right.count
  }

  private func write(_ lines: [String], _ sections: [UnsafeRawBufferPointer]) throws(CommandFailure) {
    let body: ReportFile.Body = { stream in
      for line in lines { stream.write(line) }
      for section in sections { stream.write(bytes: section) }
    }
    if let output, output != "-" {
      try ReportFile(output).write(body)
    } else {
      try StandardStream.output.write(body)
    }
  }
}
