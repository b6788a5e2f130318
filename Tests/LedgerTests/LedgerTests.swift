import Findings
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct LedgerTests {
  private let path = FileManager.default.temporaryDirectory.appending(
    path: "ledger-\(UUID().uuidString).sqlite"
  ).path

  static func observation(_ number: Int, _ validity: Validity = .live, day: Int64 = 0) -> Observation {
    Observation(
      fingerprint: Fingerprint(code: (0..<16).map { _ in UInt8(truncatingIfNeeded: number) }),
      detector: "sample",
      endpoint: "GET stub.test/me", time: Timestamp(seconds: 1_700_000_000 + day * 86_400),
      validity: validity,
      reason: .identified, httpStatus: 200, created: Timestamp(seconds: 1), owner: "ad…-00112233",
      scopes: "gist repo", catalog: "c")
  }

  @Test func `what was appended is read again`() throws {
    let rows = [Self.observation(1), Self.observation(2, .dead, day: 1)]
    try Ledger(path: path).append(rows)
    #expect(try Ledger(path: path).observations() == rows)
    #expect(try Ledger(path: path).observations(of: rows[1].fingerprint) == [rows[1]])
  }

  @Test func `nobody but the owner may read it`() throws {
    try Ledger(path: path).append([Self.observation(1)])
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      let mode = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(suffix)")
    }
    #expect(try Ledger(path: path).verify() == [])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(try Ledger(path: path).verify().count == 1)
  }

  @Test func `a row is never changed`() throws {
    try Ledger(path: path).append([Self.observation(1)])
    #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE observation SET validity = 'dead'") }
    }
    #expect(try Ledger(path: path).observations() == [Self.observation(1)])
  }

  @Test func `a ledger of the first version is read and goes on`() throws {
    try Ledger(path: path).append([Self.observation(1)])
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "ALTER TABLE observation DROP COLUMN scopes; PRAGMA user_version = 1")
    }
    let ledger = try Ledger(path: path)
    try ledger.append([Self.observation(2)])
    #expect(try ledger.observations().map(\.scopes) == [nil, "gist repo"])
    #expect(try ledger.verify() == [])
  }

  @Test func `one of a newer version is refused and left alone`() throws {
    try Ledger(path: path).append([Self.observation(1)])
    try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: LedgerError.self) { try Ledger(path: path) }
  }

  @Test func `several writers at once lose nothing`() async throws {
    let path = path
    _ = try Ledger(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let ledger = try Ledger(path: path)
          for number in 0..<20 { try ledger.append([Self.observation(writer, day: Int64(number))]) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try Ledger(path: path).observations().count == 120)
  }

  @Test func `forgetting takes one secret's rows and no others`() throws {
    let ledger = try Ledger(path: path)
    try ledger.append([Self.observation(1), Self.observation(1, .dead, day: 2), Self.observation(2)])
    #expect(try ledger.forget(Self.observation(1).fingerprint) == 2)
    #expect(try ledger.observations() == [Self.observation(2)])
  }

  @Test func `a file of another kind is refused and left alone`() throws {
    try Data("not a database, but a text that somebody needs".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: LedgerError.self) { try Ledger(path: path) }
    #expect(FileManager.default.contents(atPath: path)?.count == 46)
  }

  @Test func `a folder that does not exist is told by name`() {
    #expect(throws: LedgerError.self) { try Ledger(path: "/nowhere/at/all/ledger.sqlite") }
  }
}
