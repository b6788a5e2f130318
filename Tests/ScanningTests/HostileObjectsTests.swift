import Detectors
import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Objects that no git makes: the scan ends soon, finds what is there and tells what is not.
struct HostileObjectsTests {
  private let repository: TemporaryRepository
  private var pack = PackBuilder()
  private let token: String
  private let blob: [UInt8]

  init() throws {
    var secrets = SecretMaker(seed: 21)
    token = secrets.token()
    repository = try TemporaryRepository("--bare")
    blob = pack.add(.blob, Array("value \(token)\n".utf8))
  }

  private mutating func scan(
    _ commit: [UInt8], _ change: @Sendable (inout ScanOptions) -> Void = { _ in }
  ) async throws -> Scanned {
    try pack.write(to: repository.path + "/objects/pack")
    try repository.write("refs/heads/main", PackBuilder.hex(commit) + "\n")
    return await Scanned(repository, change)
  }

  private func name(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test mutating func `names that lead out of the tree are shown and never followed`() async throws {
    let names = [
      "..", ".", ".git", "../../etc/passwd", "/etc/passwd", "a/b", "C:\\x", "\u{202E}txt", "\u{1B}[31m",
    ]
    let tree = pack.addTree(names.map { ("100644", name($0), blob) })
    let nested = pack.addTree([("40000", name(".."), tree)])
    let scanned = try await scan(pack.addCommit(tree: nested))
    let finding = try #require(scanned.finding(token))
    #expect(scanned.report.complete)
    #expect(finding.occurrences.count == names.count)
    #expect(finding.occurrences.contains { $0.path == "../../../etc/passwd" })
    #expect(
      finding.occurrences.allSatisfy {
        !$0.path.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }
      })
  }

  @Test mutating func `a tree with the same name twice or out of order`() async throws {
    let other = pack.add(.blob, name("nothing\n"))
    let tree = pack.addTree([
      ("100644", name("z"), other), ("100644", name("a"), other), ("100644", name("a"), blob),
      ("7", name("b"), blob),
      ("40000", name("d"), other), ("100644", name("e"), [UInt8](repeating: 9, count: 20)),
    ])
    let scanned = try await scan(pack.addCommit(tree: tree))
    #expect(scanned.finding(token)?.occurrences.map(\.path) == ["a", "b"])
    #expect(!scanned.report.complete)
  }

  @Test mutating func `what stands below a tree or a commit that cannot be read is told without a date`()
    async throws
  {
    let broken = pack.add(.tree, name("999999999 c") + [0] + blob)
    var good = pack
    for (commit, isBroken) in [
      (pack.addCommit(tree: broken), true), (pack.add(.commit, name("no commit")), true),
      (good.addCommit(tree: good.addTree([])), false),
    ] {
      if !isBroken { pack = good }
      let scanned = try await scan(commit)
      #expect(scanned.report.complete == !isBroken)
      #expect(
        scanned.finding(token)?.occurrences.map(\.path)
          == (isBroken ? ["blob \(PackBuilder.hex(blob).prefix(12)), not dated"] : nil))
    }
  }

  @Test mutating func `trees and commits that hold themselves end`() async throws {
    let (own, commit) = ([UInt8](repeating: 0xA1, count: 20), [UInt8](repeating: 0xB2, count: 20))
    _ = pack.addTree([("40000", name("again"), own), ("100644", name("file"), blob)], as: own)
    let lines = "tree \(PackBuilder.hex(own))\nparent \(PackBuilder.hex(commit))\n"
    let person = "A <a@example.org> 1577836800 +0000\n"
    pack.add(.commit, name(lines + "author \(person)committer \(person)\nx\n"), as: commit)
    let scanned = try await scan(commit)
    #expect(scanned.finding(token) != nil)
    #expect(!scanned.report.complete)
  }

  @Test(.timeLimit(.minutes(45)))
  mutating func `a folder nested a hundred thousand deep is followed without recursion`() async throws {
    var tree = pack.addTree([("100644", name("a.txt"), blob)])
    for _ in 0..<100_000 { tree = pack.addTree([("40000", name("d"), tree)]) }
    let scanned = try await scan(pack.addCommit(tree: tree))
    #expect(scanned.report.complete)
    let path = try #require(scanned.finding(token)?.occurrences.first?.path)
    #expect(path.hasPrefix("d/d/") && path.hasSuffix("/d/a.txt") && path.utf8.count == 200_005)
  }

  @Test(.timeLimit(.minutes(45)))
  mutating func `a commit with a hundred thousand parents`() async throws {
    let empty = pack.addTree([])
    let tree = pack.addTree([("100644", name("a.txt"), blob)])
    let parents = (0..<100_000).map { pack.addCommit(tree: empty, message: "\($0)") }
    let scanned = try await scan(pack.addCommit(tree: tree, parents: parents))
    #expect(scanned.report.complete)
    #expect(scanned.report.statistics.commits == 100_001)
    #expect(scanned.finding(token)?.occurrences.first?.path == "a.txt")
  }

  @Test mutating func `history is followed through a commit whose message is over the limit`() async throws {
    let tree = pack.addTree([("100644", name("a.txt"), blob)])
    let first = pack.addCommit(tree: tree)
    let tag =
      "object \(PackBuilder.hex(pack.addCommit(tree: pack.addTree([]), parents: [first], message: String(repeating: "long ", count: 2000))))\n"
    let id = pack.add(.tag, name(tag + "type commit\ntag v1\n\n" + String(repeating: "long ", count: 2000)))
    let scanned = try await scan(id) { $0.maxSize = 1000 }
    #expect(scanned.finding(token)?.placement == .history)
    #expect(scanned.report.diagnostics.map(\.code) == ["message-skipped", "message-skipped"])
  }

  @Test mutating func `a chain of a thousand tags leads where it leads`() async throws {
    var id = pack.addCommit(tree: pack.addTree([("100644", name("a.txt"), blob)]))
    var kind = "commit"
    for number in 0..<1000 {
      id = pack.add(.tag, name("object \(PackBuilder.hex(id))\ntype \(kind)\ntag t\(number)\n\nx\n"))
      kind = "tag"
    }
    let scanned = try await scan(id)
    #expect(scanned.finding(token)?.placement == .branch)
    #expect(scanned.report.complete)
  }

  @Test mutating func `deltas in a circle and those that claim terabytes are told by their ids`() async throws
  {
    let ids = (1...3).map { [UInt8](repeating: UInt8($0), count: 20) }
    let delta = PackBuilder.sizes(base: 4, target: 4) + PackBuilder.copy(0, 4)
    pack.addDelta(delta, on: .id(ids[1]), as: ids[0])
    pack.addDelta(delta, on: .id(ids[0]), as: ids[1])
    pack.addDelta(
      PackBuilder.sizes(base: 31, target: 1 << 44) + PackBuilder.copy(0, 4), on: .id(blob), as: ids[2])
    let tree = pack.addTree([("100644", name("a"), blob)] + ids.map { ("100644", name("x\($0[0])"), $0) })
    let scanned = try await scan(pack.addCommit(tree: tree))
    #expect(scanned.values == [token])
    let told = Set(scanned.report.diagnostics.compactMap(\.place))
    #expect(told.isSuperset(of: ids.map { PackBuilder.hex($0) }))
    #expect(!scanned.report.complete)
  }
}
