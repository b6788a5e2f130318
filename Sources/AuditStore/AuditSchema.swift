internal import GRDB

/// The tables of the state store.
enum AuditSchema {
  /// `PRAGMA user_version`; and `application_id` is "leau" in ASCII.
  static let version = 1
  static let application = 0x6c65_6175

  static func install(in database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= self.version else {
      throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "was written by a newer version (\(version))")
    }
    guard version == 0 else { return }
    guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0 else {
      throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "is a database of another program")
    }
    try database.execute(sql: statements)
    var generator = SystemRandomNumberGenerator()
    for name in ["mark-key-0", "mark-key-1"] {
      try database.execute(
        sql: "INSERT INTO setting (name, value) VALUES (?, ?)",
        arguments: [name, Int64(bitPattern: generator.next())])
    }
  }

  /// A repository's marks are eight bytes for each object that was searched and holds nothing. `attempts` counts scans that
  /// began since the last that ended.
  private static let statements = """
    PRAGMA application_id = \(application);
    CREATE TABLE setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    CREATE TABLE catalog (
      digest TEXT NOT NULL,
      detector TEXT NOT NULL,
      detector_digest TEXT NOT NULL,
      PRIMARY KEY (digest, detector)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE repository (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      signature TEXT,
      settings TEXT,
      engine TEXT,
      catalog TEXT,
      is_settled INTEGER NOT NULL DEFAULT 0,
      finding_count INTEGER NOT NULL DEFAULT 0,
      scanned_at INTEGER,
      milliseconds INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0,
      attempts INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE report (
      repository INTEGER PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
      lines BLOB NOT NULL
    ) STRICT;
    CREATE TABLE marks (
      repository INTEGER PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
      marks BLOB NOT NULL
    ) STRICT;
    PRAGMA user_version = \(version);
    """
}
