internal import Findings
internal import GRDB

/// The ledger's one table. Rows are never changed: a trigger refuses it.
enum LedgerSchema {
  /// `PRAGMA user_version`; and `application_id` is "leak" in ASCII.
  static let version = 2
  static let application = 0x6c65_616b

  static func install(in database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= self.version else {
      throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "was written by a newer version (\(version))")
    }
    if version == 1 {
      try database.execute(sql: "ALTER TABLE observation ADD COLUMN scopes TEXT; PRAGMA user_version = 2")
    }
    guard version == 0 else { return }
    guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0 else {
      throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "is a database of another program")
    }
    try database.execute(sql: statements)
  }

  private static let statements = """
    PRAGMA application_id = \(application);
    PRAGMA secure_delete = ON;
    CREATE TABLE observation (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32),
      detector TEXT NOT NULL,
      endpoint TEXT NOT NULL,
      time INTEGER NOT NULL,
      validity TEXT NOT NULL,
      reason TEXT,
      http_status INTEGER,
      created INTEGER,
      expires INTEGER,
      last_used INTEGER,
      owner TEXT,
      catalog TEXT NOT NULL,
      source TEXT NOT NULL,
      account TEXT,
      scopes TEXT
    ) STRICT;
    CREATE INDEX observation_of ON observation (fingerprint, time);
    CREATE TRIGGER observation_stays BEFORE UPDATE ON observation
      BEGIN SELECT RAISE(ABORT, 'observations are never changed'); END;
    PRAGMA user_version = \(version);
    """

  static func insert(_ observation: Observation, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO observation (fingerprint, detector, endpoint, time, validity, reason, http_status, created,
          expires, last_used, owner, catalog, source, account, scopes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        observation.fingerprint.description, observation.detector, observation.endpoint,
        observation.time.seconds,
        observation.validity.rawValue, observation.reason?.rawValue, observation.httpStatus,
        observation.created?.seconds, observation.expires?.seconds, observation.lastUsed?.seconds,
        observation.owner, observation.catalog, observation.source.rawValue, observation.account,
        observation.scopes,
      ])
  }

  static func observations(of fingerprint: Fingerprint?, in database: Database) throws -> [Observation] {
    let condition = fingerprint == nil ? "" : "WHERE fingerprint = ?"
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM observation \(condition) ORDER BY time, id",
      arguments: fingerprint.map { [$0.description] } ?? [])
    var observations: [Observation] = []
    while let row = try rows.next() {
      if let observation = Observation(row) { observations.append(observation) }
    }
    return observations
  }

  static func forget(_ fingerprint: Fingerprint, in database: Database) throws -> Int {
    try database.execute(sql: "PRAGMA secure_delete = ON")
    try database.execute(
      sql: "DELETE FROM observation WHERE fingerprint = ?", arguments: [fingerprint.description])
    return database.changesCount
  }

  static func complaints(in database: Database) throws -> [String] {
    var complaints = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    let triggers = try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = 'observation_stays'")
    if triggers != 1 { complaints.append("rows are not protected against changes") }
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM observation ORDER BY id")
    while let row = try rows.next(), complaints.count < 100 {
      guard Observation(row) == nil else { continue }
      let number: Int64 = row["id"]
      complaints.append("row \(number) cannot be read")
    }
    return complaints
  }
}

extension Observation {
  /// Nil for a row with a word that this version does not know.
  init?(_ row: Row) {
    let (name, word, origin): (String, String, String) = (row["fingerprint"], row["validity"], row["source"])
    let cause: String? = row["reason"]
    let reason = cause.flatMap { ProbeReason(rawValue: $0) }
    guard let fingerprint = Fingerprint(name), let validity = Validity(rawValue: word),
      let source = Source(rawValue: origin), (cause == nil) == (reason == nil)
    else { return nil }
    self.init(
      fingerprint: fingerprint, detector: row["detector"], endpoint: row["endpoint"],
      time: Timestamp(seconds: row["time"]), validity: validity, reason: reason,
      httpStatus: row["http_status"], created: Observation.time(row["created"]),
      expires: Observation.time(row["expires"]), lastUsed: Observation.time(row["last_used"]),
      owner: row["owner"],
      scopes: row["scopes"], catalog: row["catalog"], source: source, account: row["account"])
  }

  private static func time(_ seconds: Int64?) -> Timestamp? { seconds.map { Timestamp(seconds: $0) } }
}
