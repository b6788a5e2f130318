import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// A range that adds nothing is told by what it adds alone; the answers are those of the whole history.
struct RangeGlanceTests {
  /// A history with branches, merges, moves and dates that lie, each commit under a tag of its number.
  private struct Web {
    private(set) var stream: [UInt8] = []
    private var random: SeededRandom
    private var secrets: SecretMaker
    private var files: [[String: [String]]] = []
    private let tokens: [String]

    init(seed: UInt64, commits: Int) {
      random = SeededRandom(seed: seed)
      var secrets = SecretMaker(seed: seed &+ 77)
      tokens = (0..<4).map { _ in secrets.token() }
      self.secrets = secrets
      for number in 0..<commits { add(number) }
    }

    private mutating func add(_ number: Int) {
      var parents: [Int] = []
      if number > 0, Int.random(in: 0..<15, using: &random) > 0 {
        parents.append(Int.random(in: max(0, number - 4)..<number, using: &random))
        let other = Int.random(in: 0..<number, using: &random)
        if other != parents[0], Int.random(in: 0..<3, using: &random) == 0 { parents.append(other) }
      }
      var tree = parents.first.map { files[$0] } ?? [:]
      if parents.count > 1 {
        // The other side's files, where chance has it: a merge may bring what neither has, or take the other's.
        for (name, lines) in files[parents[1]] where Bool.random(using: &random) { tree[name] = lines }
      }
      for _ in 0..<Int.random(in: 0...2, using: &random) { edit(&tree) }
      files.append(tree)
      let lie = Int.random(in: 0..<8, using: &random) == 0 ? Int64.random(in: -40...40, using: &random) : 0
      let date = TemporaryRepository.epoch + (Int64(number) + 50 + lie) * TemporaryRepository.day
      let message = Int.random(in: 0..<12, using: &random) == 0 ? secrets.token() : "c"
      append("commit refs/tags/c\(number)\nmark :\(number + 1)\ncommitter C <c@example.org> \(date) +0000\n")
      append("data \(message.utf8.count)\n\(message)\n")
      for (place, parent) in parents.enumerated() {
        append("\(place == 0 ? "from" : "merge") :\(parent + 1)\n")
      }
      append("deleteall\n")
      for (name, lines) in tree.sorted(by: { $0.key < $1.key }) {
        let text = lines.joined(separator: "\n") + "\n"
        append("M 100644 inline \(name)\ndata \(text.utf8.count)\n\(text)\n")
      }
    }

    private mutating func append(_ text: String) { stream += Array(text.utf8) }

    private mutating func edit(_ tree: inout [String: [String]]) {
      let folders = ["", "a/", "a/b/", "c/"]
      let name = (folders.randomElement(using: &random) ?? "") + "f\(Int.random(in: 0..<3, using: &random))"
      switch Int.random(in: 0..<8, using: &random) {
      case 0: tree[name] = nil
      case 1:
        if let old = tree.keys.sorted().randomElement(using: &random) {
          tree[name] = tree.removeValue(forKey: old)
        }
      case 2: tree[name, default: []].append("key " + (tokens.randomElement(using: &random) ?? ""))
      case 3: tree[name, default: []].insert("value \(secrets.token())", at: 0)
      default: tree[name, default: []].append("let \(secrets.letters(7)) = \(secrets.letters(5))")
      }
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `a range is told as by reading the whole history`(seed: UInt64) async throws {
    let repository = try TemporaryRepository("--bare")
    let count = 24
    _ = try repository.bytes("fast-import", "--quiet", input: Web(seed: seed, commits: count).stream)
    var random = SeededRandom(seed: seed &+ 500)
    for _ in 0..<20 {
      let from = Int.random(in: 0..<count, using: &random)
      let range = "c\(from)..c\(Int.random(in: 0..<count, using: &random))"
      let glanced = await Scanned(repository) { $0.range = range }
      let whole = await Scanned(repository) { options in
        options.range = range
        options.isExhaustive = true
      }
      #expect(glanced.report.findings == whole.report.findings, "\(range)")
      #expect(glanced.report.targets.map(\.scope) == whole.report.targets.map(\.scope))
      #expect(glanced.report.complete == whole.report.complete)
    }
  }

  @Test func `a clean range reads its own files only, whatever else is damaged`() async throws {
    var secrets = SecretMaker(seed: 5)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    try repository.commit("old.txt", token)
    for number in 0..<20 { try repository.commit("f\(number).txt", "text \(number)\n") }
    try repository.commit("old.txt", token + "\nmore\n")
    try repository.commit("new.txt", token)
    let object = try repository.git("rev-parse", "HEAD:f3.txt")
    try FileManager.default.removeItem(atPath: repository.loosePath(object))
    let clean = await Scanned(repository) { $0.range = "HEAD~3..HEAD~1" }
    #expect(clean.report.complete && clean.report.findings.isEmpty)
    #expect(clean.report.statistics.blobs == 2)
    #expect(clean.report.statistics.commits == 2)
    // Where something is added, all of history is asked.
    let added = await Scanned(repository) { $0.range = "HEAD~1..HEAD" }
    #expect(added.finding(token) != nil && !added.report.complete)
  }

  @Test func `a tag's message belongs to the range that names it`() async throws {
    var secrets = SecretMaker(seed: 6)
    let token = secrets.token()
    let repository = try TemporaryRepository()
    let base = try repository.commit("a.txt", "a")
    try repository.commit("b.txt", "b")
    try repository.git("tag", "-a", "-m", token, "v1")
    let scanned = await Scanned(repository) { options in
      options.branches = ["v1"]
      options.excluded = [base]
    }
    #expect(scanned.values == [token])
  }
}
