internal import Foundation
internal import GRDB

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What audits remember from one to the next, in an SQLite file: of every repository its last report (redacted, as all
/// reports are), what it looked like, and which of its objects hold nothing. Several processes may use one file at once;
/// what a transaction wrote survives a kill.
package final class AuditStore: Sendable {
  package let path: String
  /// The key of all marks in this store.
  package let markKey: (UInt64, UInt64)
  private let database: DatabaseQueue

  /// Opens the file, or makes it, readable by its owner only.
  package init(path: String) throws(AuditStoreError) {
    self.path = path
    try AuditStore.prepareFile(path)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(30)
      configuration.prepareDatabase { database in
        try database.execute(
          sql: """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF;
            PRAGMA foreign_keys = ON
            """)
      }
      let database = try DatabaseQueue(path: path, configuration: configuration)
      self.database = database
      markKey = try database.write { database in
        try AuditSchema.install(in: database)
        func word(_ name: String) throws -> UInt64 {
          let value = try Int64.fetchOne(
            database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
          return UInt64(bitPattern: value ?? 0)
        }
        return (try word("mark-key-0"), try word("mark-key-1"))
      }
    } catch {
      throw AuditStoreError(error, path: path)
    }
  }

  private static func prepareFile(_ path: String) throws(AuditStoreError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = strerror(errno).map { String(cString: $0) } ?? "cannot be opened"
      throw AuditStoreError(.unopened, reason.prefix(1).lowercased() + reason.dropFirst(), path: path)
    }
    close(descriptor)
  }

  private func reading<Value>(_ body: (Database) throws -> Value) throws(AuditStoreError) -> Value {
    do { return try database.read(body) } catch { throw AuditStoreError(error, path: path) }
  }

  private func writing<Value>(_ body: (Database) throws -> Value) throws(AuditStoreError) -> Value {
    do { return try database.write(body) } catch { throw AuditStoreError(error, path: path) }
  }

  // MARK: Repositories

  package func record(of name: String) throws(AuditStoreError) -> RepositoryRecord? {
    try reading { database in
      try Row.fetchOne(database, sql: "SELECT * FROM repository WHERE name = ?", arguments: [name])
        .map { RepositoryRecord($0) }
    }
  }

  package func records() throws(AuditStoreError) -> [RepositoryRecord] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT * FROM repository ORDER BY name").map { RepositoryRecord($0) }
    }
  }

  /// Notes that a scan begins; the count goes back to none when it ends, however it ends, unless the process dies of it.
  package func begin(_ name: String) throws(AuditStoreError) {
    try writing { database in
      try database.execute(
        sql: """
          INSERT INTO repository (name, attempts) VALUES (?, 1)
          ON CONFLICT (name) DO UPDATE SET attempts = attempts + 1
          """, arguments: [name])
    }
  }

  /// Notes that a scan ended without a result: what was known stays.
  package func abandon(_ name: String) throws(AuditStoreError) {
    try writing { database in
      try database.execute(sql: "UPDATE repository SET attempts = 0 WHERE name = ?", arguments: [name])
    }
  }

  /// Keeps a scan's result, all or nothing.
  ///
  /// - Parameters:
  ///   - lines: The report as JSON Lines.
  ///   - marks: Of all objects that hold nothing; nil leaves those that are known.
  package func finish(
    _ record: RepositoryRecord, lines: [UInt8], marks: [UInt8]?
  ) throws(AuditStoreError) {
    try writing { database in
      try database.execute(
        sql: """
          INSERT INTO repository (name) VALUES (?) ON CONFLICT (name) DO NOTHING;
          """, arguments: [record.name])
      try database.execute(
        sql: """
          UPDATE repository SET signature = ?, settings = ?, engine = ?, catalog = ?, is_settled = ?,
            finding_count = ?, scanned_at = ?, milliseconds = ?, bytes = ?, attempts = 0 WHERE name = ?
          """,
        arguments: [
          record.signature, record.settings, record.engine, record.catalog, record.isSettled,
          record.findingCount, record.scannedAt, record.milliseconds, record.bytes, record.name,
        ])
      let id = try Int64.fetchOne(
        database, sql: "SELECT id FROM repository WHERE name = ?", arguments: [record.name])
      try database.execute(
        sql: "INSERT OR REPLACE INTO report (repository, lines) VALUES (?, ?)",
        arguments: [id, Data(lines)])
      if let marks {
        try database.execute(
          sql: "INSERT OR REPLACE INTO marks (repository, marks) VALUES (?, ?)", arguments: [id, Data(marks)])
      }
    }
  }

  /// The last report as JSON Lines; nil where there is none.
  package func report(of name: String) throws(AuditStoreError) -> [UInt8]? {
    try reading { database in
      try Data.fetchOne(
        database,
        sql: "SELECT lines FROM report JOIN repository ON id = repository WHERE name = ?", arguments: [name]
      ).map { Array($0) }
    }
  }

  package func marks(of name: String) throws(AuditStoreError) -> [UInt8]? {
    try reading { database in
      try Data.fetchOne(
        database,
        sql: "SELECT marks FROM marks JOIN repository ON id = repository WHERE name = ?", arguments: [name]
      ).map { Array($0) }
    }
  }

  // MARK: Catalogues

  /// The digest of every detector of a catalogue that was registered, by id; nil where it was not.
  package func detectors(ofCatalog digest: String) throws(AuditStoreError) -> [String: String]? {
    let rows = try reading { database in
      try Row.fetchAll(
        database, sql: "SELECT detector, detector_digest FROM catalog WHERE digest = ?", arguments: [digest]
      ).map { row -> (String, String) in (row["detector"], row["detector_digest"]) }
    }
    return rows.isEmpty ? nil : Dictionary(rows) { first, _ in first }
  }

  /// Remembers a catalogue, and drops those that no repository was searched with.
  package func register(_ detectors: [String: String], asCatalog digest: String) throws(AuditStoreError) {
    try writing { database in
      try database.execute(
        sql:
          "DELETE FROM catalog WHERE digest NOT IN (SELECT catalog FROM repository WHERE catalog IS NOT NULL)"
      )
      for (detector, detail) in detectors {
        try database.execute(
          sql: "INSERT OR REPLACE INTO catalog (digest, detector, detector_digest) VALUES (?, ?, ?)",
          arguments: [digest, detector, detail])
      }
    }
  }
}
