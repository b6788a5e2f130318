internal import Findings
internal import Reporting
internal import Scanning

/// The shards that a file holds, for a scan that need not search.
struct JoinedShards {
  private let path: String
  private(set) var documents: [ShardDocument.Search: ShardDocument] = [:]

  /// Status 2 for a file that is none of ours.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    var documents: [ShardDocument.Search: ShardDocument] = [:]
    try InputFile(path).readWhole { (item: MergeFeed.Item) in
      if case .shards(let document) = item { documents.add(document) }
    }
    self.documents = documents
    guard !documents.isEmpty else {
      throw CommandFailure(
        "\(path) holds no shards", help: "make them with: leakage scan --shard I/N, then leakage merge")
    }
  }

  /// Tells a scan what it need not search.
  func apply(to setup: inout ScanSetup) throws(CommandFailure) {
    try PartScope.check(setup.request, "--hits")
    let scan = ShardScan(catalog: setup.catalog, options: setup.request.options)
    let here: ShardDocument.Search
    do throws(ShardError) {
      here = try scan.search(path: setup.request.paths[0], count: 1)
    } catch {
      throw CommandFailure("\(error)")
    }
    let fitting = documents.values.filter { $0.search.isOfSameSearch(as: here) }
    guard let best = fitting.min(by: { JoinedShards.rank($0) < JoinedShards.rank($1) }) else {
      throw mismatch(here)
    }
    setup.request.options.searched = best
    setup.request.options.known = KnownObjects(allBut: best.parts.flatMap(\.holding))
  }

  /// That which lacks the least.
  private static func rank(_ document: ShardDocument) -> (Int, Int, Int) {
    (document.missing.count, document.isComplete ? 0 : 1, document.search.count)
  }

  private func mismatch(_ here: ShardDocument.Search) -> CommandFailure {
    let same = documents.keys.filter { $0.repository == here.repository }
    if same.isEmpty {
      return CommandFailure(
        "\(path) holds no shards of this repository with its refs and packs as they are now",
        help: "search the shards of the same copy, or of one with the same packs; see docs/shards.md")
    }
    let differing = same.contains { $0.tool == here.tool } ? "--max-size" : "the program or its detectors"
    return CommandFailure(
      "the shards in \(path) were searched with another setting: \(differing)",
      help: "give the same options to every shard and to this scan")
  }
}

extension [ShardDocument.Search: ShardDocument] {
  mutating func add(_ document: ShardDocument) { self[document.search, default: document].join(document) }
}

extension ShardDocument.Search {
  /// Apart from how many shards there are.
  fileprivate func isOfSameSearch(as other: ShardDocument.Search) -> Bool {
    tool == other.tool && maxSize == other.maxSize && repository == other.repository
  }
}
