import Detectors
import Findings
import Git
import TestRepositories
import Testing

@testable import Scanning

/// Searches of one repository by shards.
struct ShardTests {
  /// A store of several packs that hold some objects twice, and of loose objects.
  private static func repository(_ seed: Int) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.git(
      "fast-import", "--quiet", input: RandomHistory(seed: UInt64(seed), commits: 50).stream)
    if seed % 3 > 0 { try repository.repack() }
    try repository.git("reset", "-q", "--hard", "main")
    for number in 0..<3 {
      try repository.commit(
        "more\(number).env", "value \(secret(seed + number)) end\n",
        at: TemporaryRepository.epoch + Int64(200 + number) * TemporaryRepository.day)
      if seed % 3 == 2 { try repository.git("repack", "-q", "-d") }
    }
    // Objects that two packs have, and others that none has.
    if seed % 2 == 1 { try repository.git("repack", "-q") }
    try repository.git("tag", "-a", "-m", "tag", "v1")
    return repository
  }

  private static func secret(_ seed: Int) -> String {
    var maker = SecretMaker(seed: UInt64(seed) &+ 5000)
    return maker.token()
  }

  private static func options(_ threads: Int) -> ScanOptions {
    var options = ScanOptions(
      now: Timestamp(seconds: Scanned.now), key: FingerprintKey(Array("a key for tests".utf8)),
      version: "test")
    options.threads = threads
    return options
  }

  private static func shards(_ repository: TemporaryRepository, _ count: Int) async throws -> [ShardDocument]
  {
    var documents: [ShardDocument] = []
    for index in 1...count {
      let scan = ShardScan(catalog: TestCatalog.whole, options: options(1 + index % 3))
      let shard = try #require(Shard(index: index, count: count))
      documents.append(try await scan.run(path: repository.path, shard: shard))
    }
    return documents
  }

  private static func finished(_ repository: TemporaryRepository, _ document: ShardDocument) async -> Scanned
  {
    await Scanned(repository) {
      $0.searched = document
      $0.known = KnownObjects(allBut: document.parts.flatMap(\.holding))
    }
  }

  @Test(arguments: 0..<12, [1, 3, 16])
  func `all shards give the report of a whole scan`(seed: Int, count: Int) async throws {
    let repository = try Self.repository(seed)
    let whole = await Scanned(repository)
    #expect(whole.report.complete && whole.report.findings.count > 5)
    var random = SeededRandom(seed: UInt64(seed))
    let documents = try await Self.shards(repository, count).shuffled(using: &random)
    let joined = documents.dropFirst().reduce(into: documents[0]) { $0.join($1) }
    #expect(joined.isComplete)
    #expect(try await Self.finished(repository, joined).json() == whole.json())
  }

  @Test func `a missing shard is named, and the report is not complete`() async throws {
    let repository = try Self.repository(4)
    let documents = try await Self.shards(repository, 4)
    let joined = documents[0...2].dropFirst().reduce(into: documents[0]) { $0.join($1) }
    let report = await Self.finished(repository, joined).report
    #expect(!report.complete)
    let diagnostic = try #require(report.diagnostics.first { $0.code == "shards-missing" })
    #expect(diagnostic.message.contains("shard 4 of 4 is missing"))
  }

  @Test func `damage that a shard met is in the report`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.env", "value \(Self.secret(1)) end\n")
    try repository.commit("b.txt", "no secret\n")
    let blob = try repository.git("rev-parse", "HEAD:b.txt")
    let file = ".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try repository.remove(file)
    try repository.write(file, "damaged")
    let whole = await Scanned(repository)
    #expect(!whole.report.complete)
    let documents = try await Self.shards(repository, 3)
    let joined = documents.dropFirst().reduce(into: documents[0]) { $0.join($1) }
    #expect(joined.missing.isEmpty && !joined.isComplete)
    #expect(try await Self.finished(repository, joined).json() == whole.json())
  }

  @Test(arguments: [1, 2, 5, 64])
  func `every object is in one shard, and shards weigh alike`(count: Int) throws {
    let repository = try TemporaryRepository()
    try repository.git("fast-import", "--quiet", input: VersionedFiles(seed: 9, commits: 400).stream)
    try repository.repack()
    let store = ObjectStore(objectsPath: repository.path + "/.git/objects")
    let layouts = store.packs.map { PackLayout($0) }
    var seen = [Int](repeating: 0, count: store.count)
    for index in 1...count {
      let set = ObjectSet(try #require(Shard(index: index, count: count)), of: store, layouts)
      for number in seen.indices where set.contains(number) { seen[number] += 1 }
    }
    for (pack, layout) in layouts.enumerated() {
      for (entry, position) in layout.positions.enumerated() {
        let isTree = layout.kinds[entry] == ObjectKind.tree.rawValue
        #expect(seen[store.packStarts[pack] + Int(position)] == (isTree ? 0 : 1))
      }
    }
    let loads = PackDivision(layouts, into: count).loads(count: count)
    let mean = Double(loads.reduce(0, +)) / Double(count)
    if count <= 5 { #expect(Double(loads.max() ?? 0) < mean * 1.5) }
  }

  @Test func `another state of the repository is another search`() async throws {
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "a\n")
    let scan = ShardScan(catalog: TestCatalog.whole, options: Self.options(1))
    let before = try scan.search(path: repository.path, count: 2)
    #expect(try scan.search(path: repository.path, count: 2) == before)
    try repository.git("tag", "x")
    let tagged = try scan.search(path: repository.path, count: 2)
    #expect(tagged.repository.refs != before.repository.refs)
    #expect(tagged.repository.objects == before.repository.objects)
    try repository.repack()
    #expect(try scan.search(path: repository.path, count: 2).repository.objects != before.repository.objects)
  }
}
