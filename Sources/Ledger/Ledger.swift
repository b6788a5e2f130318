package import Findings
internal import Foundation
internal import GRDB

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// An append-only store of observations in an SQLite file: several runs may write at once, and what was written
/// survives a crash and a full disk.
package final class Ledger: Sendable {
  package let path: String
  private let database: DatabaseQueue

  /// Opens the file, or makes it, readable by its owner only.
  package init(path: String) throws(LedgerError) {
    self.path = path
    try Ledger.prepareFile(path)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(30)
      configuration.prepareDatabase { database in
        // A transaction is on the disk when it ends; readers and one writer do not wait for each other.
        try database.execute(
          sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
      }
      database = try DatabaseQueue(path: path, configuration: configuration)
      try database.write { try LedgerSchema.install(in: $0) }
    } catch {
      throw Ledger.error(error, path)
    }
  }

  /// All or none.
  package func append(_ observations: [Observation]) throws(LedgerError) {
    do {
      try database.write { database in
        for observation in observations { try LedgerSchema.insert(observation, in: database) }
      }
    } catch {
      throw Ledger.error(error, path)
    }
  }

  /// By time, those of one secret or all.
  package func observations(of fingerprint: Fingerprint? = nil) throws(LedgerError) -> [Observation] {
    do {
      return try database.read { try LedgerSchema.observations(of: fingerprint, in: $0) }
    } catch {
      throw Ledger.error(error, path)
    }
  }

  package func timelines() throws(LedgerError) -> [Fingerprint: ValidityTimeline] {
    Dictionary(grouping: try observations(), by: \.fingerprint).compactMapValues { ValidityTimeline($0) }
  }

  /// Removes every row of a secret, and says how many. The one way that rows go away.
  package func forget(_ fingerprint: Fingerprint) throws(LedgerError) -> Int {
    do {
      let count = try database.write { try LedgerSchema.forget(fingerprint, in: $0) }
      // Freed pages would keep the rows' bytes.
      try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
      return count
    } catch {
      throw Ledger.error(error, path)
    }
  }

  /// Complaints about the file, its structure and its rows; empty for a sound one.
  package func verify() throws(LedgerError) -> [String] {
    var complaints: [String] = []
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      complaints.append("others than the owner may read it")
    }
    do {
      complaints += try database.read { try LedgerSchema.complaints(in: $0) }
    } catch {
      throw Ledger.error(error, path)
    }
    return complaints
  }

  private static func prepareFile(_ path: String) throws(LedgerError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = strerror(errno).map { String(cString: $0) } ?? "cannot be opened"
      throw LedgerError(.unopened, reason.prefix(1).lowercased() + reason.dropFirst(), path: path)
    }
    close(descriptor)
  }

  /// SQLite's message names tables and codes; the arguments of a statement are never in it.
  private static func error(_ error: any Error, _ path: String) -> LedgerError {
    guard let error = error as? DatabaseError else {
      return LedgerError(.failed, "cannot be used", path: path)
    }
    let message = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return LedgerError(.busy, "another run holds it", path: path)
    case .SQLITE_IOERR: return LedgerError(.failed, "the disk is full or failing", path: path)
    case .SQLITE_FULL: return LedgerError(.full, "the disk is full", path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return LedgerError(.damaged, message, path: path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: return LedgerError(.unopened, message, path: path)
    default: return LedgerError(.failed, message, path: path)
    }
  }
}
