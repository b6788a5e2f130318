import AuditStore
import Auditing
import Detectors
import Findings
import Foundation
import Reporting
import Scanning
import TestRepositories
import Testing

struct AuditTests {
  @Test func `a second run reads only what is new`() async throws {
    let fixture = try AuditFixture()
    let (one, two) = (try TemporaryRepository(), try TemporaryRepository())
    try one.commit("a.txt", AuditFixture.token("tok", 1))
    try two.commit("b.txt", "nothing")
    let targets = [one, two].map { AuditFixture.target($0) }
    #expect(try await fixture.run(targets).map(\.way) == [.whole, .whole])
    #expect(try await fixture.run(targets).map(\.way) == [.unchanged, .unchanged])
    try two.commit("c.txt", AuditFixture.token("tok", 2))
    let third = try await fixture.run(targets)
    #expect(third.map(\.way) == [.unchanged, .grown])
    #expect(third.map(\.findings) == [1, 1])
    #expect(try fixture.lines(targets[1]).contains("c.txt"))
  }

  @Test(arguments: UInt64(1)...3) func `what grew is told as if it were scanned anew`(seed: UInt64)
    async throws
  {
    let fixture = try AuditFixture()
    let repository = try TemporaryRepository()
    let target = AuditFixture.target(repository)
    var random = SeededRandom(seed: seed)
    for night in 0..<4 {
      for step in 0..<6 {
        let name = "f\(Int.random(in: 0..<4, using: &random)).txt"
        let value = AuditFixture.token("tok", UInt64(Int.random(in: 0..<5, using: &random)))
        let text = Bool.random(using: &random) ? "key \(value)\n" : "plain \(night) \(step)\n"
        try repository.commit(
          name, text, at: TemporaryRepository.epoch + Int64(night * 6 + step) * TemporaryRepository.day)
      }
      if night == 2 { try repository.repack() }
      _ = try await fixture.run([target])
      let grown = try fixture.lines(target)
      let anew = try AuditFixture()
      _ = try await anew.run([target])
      #expect(try Self.withoutCounts(grown) == Self.withoutCounts(try anew.lines(target)), "night \(night)")
    }
  }

  /// Without what was read, which differs.
  private static func withoutCounts(_ lines: String) throws -> [Substring] {
    lines.split(separator: "\n").filter { !$0.contains(#""type":"summary""#) }
  }

  @Test func `a changed catalogue rescans what its literals need`() async throws {
    let fixture = try AuditFixture()
    let repository = try TemporaryRepository()
    for number in 0..<20 { try repository.write("plain\(number).txt", "plain \(number)") }
    try repository.write("new.txt", AuditFixture.token("new", 1))
    try repository.write("old.txt", AuditFixture.token("tok", 1))
    try repository.commit()
    let target = AuditFixture.target(repository)
    let (old, new) = (AuditFixture.detector(), AuditFixture.detector("new"))
    #expect(try await fixture.run([target], detectors: [old]).map(\.findings) == [1])
    let second = try await fixture.run([target], detectors: [old, new])
    #expect(second.map(\.way) == [.rechecked] && second.map(\.findings) == [2])
    #expect(try fixture.lines(target).contains(#""blobs":2"#))
    // A detector less needs no search but of what it had found.
    let third = try await fixture.run([target], detectors: [new])
    #expect(third.map(\.way) == [.grown] && third.map(\.findings) == [1])
  }

  @Test func `another limit of size scans everything`() async throws {
    let fixture = try AuditFixture()
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", String(repeating: "x\n", count: 600) + AuditFixture.token("tok", 1))
    var scan = AuditFixture.scan()
    scan.maxSize = 1000
    let target = AuditFixture.target(repository)
    #expect(try await fixture.run([target], scan: scan).map(\.findings) == [0])
    let second = try await fixture.run([target])
    #expect(second.map(\.way) == [.whole] && second.map(\.findings) == [1])
  }

  @Test func `a broken repository stops nobody`() async throws {
    let fixture = try AuditFixture()
    let (good, damaged) = (try TemporaryRepository(), try TemporaryRepository())
    try good.commit("a.txt", AuditFixture.token("tok", 1))
    try damaged.commit("a.txt", "text")
    try damaged.commit("b.txt", "more")
    try FileManager.default.removeItem(atPath: damaged.loosePath(try damaged.git("rev-parse", "HEAD:a.txt")))
    let missing = AuditTarget(name: "missing", place: .local(path: "/nowhere/at/all"))
    let targets = [AuditFixture.target(good), AuditFixture.target(damaged), missing]
    let results = try await fixture.run(targets)
    #expect(results.map(\.way) == [.whole, .whole, .failed])
    #expect(results.map(\.isComplete) == [true, false, false])
    #expect(results[2].reason?.isEmpty == false)
    // What is not complete is looked at again.
    #expect(try await fixture.run(targets).map(\.way) == [.unchanged, .grown, .failed])
  }

  @Test func `a scan that ends the program twice is left out`() async throws {
    let fixture = try AuditFixture()
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "text")
    let target = AuditFixture.target(repository)
    let store = try AuditStore(path: fixture.storePath)
    try store.begin(target.name)
    #expect(try await fixture.run([target]).map(\.way) == [.whole])
    try repository.commit("b.txt", "text")
    for _ in 0..<2 { try store.begin(target.name) }
    #expect(try await fixture.run([target]).map(\.way) == [.failed])
    #expect(try await fixture.run([target], scansAll: true).map(\.way) == [.whole])
  }

  @Test func `two audits at once share the work`() async throws {
    let fixture = try AuditFixture()
    var repositories: [TemporaryRepository] = []
    for number in 0..<12 {
      let repository = try TemporaryRepository()
      try repository.commit("a.txt", AuditFixture.token("tok", UInt64(number)))
      repositories.append(repository)
    }
    let targets = repositories.map { AuditFixture.target($0) }
    async let first = fixture.run(targets)
    async let second = fixture.run(targets.reversed())
    let (one, two) = (try await first, try await second)
    #expect(one.allSatisfy { $0.findings == 1 } && two.allSatisfy { $0.findings == 1 })
    let ways = (one + two).map(\.way)
    #expect(ways.filter { $0 == .whole }.count == 12 && ways.filter { $0 == .unchanged }.count == 12)
    withExtendedLifetime(repositories) {}
  }

  @Test func `a repository that needs more memory than there is may not begin`() async throws {
    let fixture = try AuditFixture()
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", "text")
    let results = try await fixture.run([AuditFixture.target(repository)], memory: 1 << 20)
    #expect(results.map(\.way) == [.failed])
    #expect(results[0].reason?.contains("--max-memory") == true)
  }

  @Test func `remote repositories are scanned as they arrive, and one that does not is told`() async throws {
    let fixture = try AuditFixture()
    let repository = try TemporaryRepository()
    try repository.commit("a.txt", AuditFixture.token("tok", 1))
    let targets = ["https://example.com/a", "https://example.com/b"].map {
      AuditTarget(name: $0, place: .remote(address: $0))
    }
    struct Refusal: Error, CustomStringConvertible { let description = "no such repository" }
    let path = repository.path
    let results = try await fixture.run(targets) { target in
      guard target.name.hasSuffix("a") else { throw Refusal() }
      return FetchedRepository(path: path)
    }
    #expect(results.map(\.way) == [.whole, .failed])
    #expect(results[1].reason == "no such repository")
    withExtendedLifetime(repository) {}
  }

  @Test func `an audit that is stopped keeps what had ended, and the next goes on`() async throws {
    let fixture = try AuditFixture()
    var repositories: [TemporaryRepository] = []
    for number in 0..<8 {
      let repository = try TemporaryRepository()
      try repository.commit("a.txt", AuditFixture.token("tok", UInt64(number)))
      repositories.append(repository)
    }
    let targets = repositories.map { AuditFixture.target($0) }
    let task = Task { try await fixture.run(targets, cores: 1) }
    while try AuditStore(path: fixture.storePath).records().filter({ $0.signature != nil }).count < 2 {
      try await Task.sleep(for: .milliseconds(2))
    }
    task.cancel()
    let stopped = try await task.value
    #expect(stopped.count == 8)
    let kept = try AuditStore(path: fixture.storePath).records().filter { $0.signature != nil }.count
    let next = try await fixture.run(targets)
    #expect(next.filter { $0.way == .unchanged }.count == kept)
    #expect(next.allSatisfy { $0.findings == 1 })
    withExtendedLifetime(repositories) {}
  }
}
