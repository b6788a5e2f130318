import AuditStore
import Foundation
import GRDB
import TestRepositories
import Testing

struct AuditStoreTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path + "/audit.sqlite" }

  private static func write(_ writer: Int, to path: String) throws {
    let store = try AuditStore(path: path)
    for number in 0..<50 {
      try store.begin("\(writer)-\(number)")
      try store.finish(record("\(writer)-\(number)"), lines: [UInt8(number)], marks: nil)
    }
  }

  private static func record(_ name: String, signature: String = "s", catalog: String = "c") -> RepositoryRecord {
    RepositoryRecord(
      name: name, signature: signature, settings: "x", engine: "e", catalog: catalog, isSettled: true,
      findingCount: 2, scannedAt: 7, milliseconds: 3, bytes: 1000)
  }

  @Test func `what a scan gave is there when the file is opened again`() throws {
    let store = try AuditStore(path: path)
    try store.begin("one")
    try store.finish(Self.record("one"), lines: [1, 2, 3], marks: [9, 9])
    let again = try AuditStore(path: path)
    #expect(try again.record(of: "one") == Self.record("one"))
    #expect(try again.report(of: "one") == [1, 2, 3])
    #expect(try again.marks(of: "one") == [9, 9])
    #expect(again.markKey.0 == store.markKey.0 && again.markKey.1 == store.markKey.1)
    #expect(try again.record(of: "two") == nil)
  }

  @Test func `scans that began and did not end are counted, and nothing that was known is lost`() throws {
    let store = try AuditStore(path: path)
    try store.finish(Self.record("one"), lines: [1], marks: [2])
    try store.begin("one")
    try store.begin("one")
    let record = try #require(try store.record(of: "one"))
    #expect(record.attempts == 2 && record.signature == "s")
    #expect(try store.report(of: "one") == [1])
    try store.abandon("one")
    #expect(try store.record(of: "one")?.attempts == 0)
    // A scan that could not tell marks leaves those that are known.
    try store.finish(Self.record("one", signature: "t"), lines: [3], marks: nil)
    #expect(try store.marks(of: "one") == [2])
  }

  @Test func `a catalogue is kept as long as a repository was searched with it`() throws {
    let store = try AuditStore(path: path)
    try store.register(["a": "1", "b": "2"], asCatalog: "c")
    try store.finish(Self.record("one"), lines: [], marks: nil)
    try store.register(["a": "3"], asCatalog: "d")
    #expect(try store.detectors(ofCatalog: "c") == ["a": "1", "b": "2"])
    try store.finish(Self.record("one", catalog: "d"), lines: [], marks: nil)
    try store.register(["a": "4"], asCatalog: "e")
    #expect(try store.detectors(ofCatalog: "c") == nil)
  }

  @Test func `only its owner can read it`() throws {
    _ = try AuditStore(path: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test(arguments: ["no database at all", ""]) func `another file is refused`(text: String) throws {
    if text.isEmpty {
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE other (x)") }
    } else {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    let error = #expect(throws: AuditStoreError.self) { try AuditStore(path: path) }
    #expect(error?.code == .damaged)
  }

  @Test func `two writers at once lose nothing`() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask { try Self.write(writer, to: path) }
      }
      try await group.waitForAll()
    }
    #expect(try AuditStore(path: path).records().count == 200)
  }

  @Test func `a repository is locked for everybody else`() throws {
    let locks = RepositoryLocks(path: folder.path + "/lock")
    var held = try locks.take("one")
    #expect(held != nil)
    #expect(try RepositoryLocks(path: folder.path + "/lock").take("one") == nil)
    #expect(try locks.take("two") != nil)
    held = nil
    #expect(try locks.take("one") != nil)
  }
}
