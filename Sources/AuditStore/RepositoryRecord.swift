internal import GRDB

/// What the store remembers of one repository.
package struct RepositoryRecord: Sendable, Hashable {
  /// Canonical path or address without credentials.
  package let name: String
  /// What it looked like when it was last scanned (`RepositoryState.signature`); nil before the first scan has ended.
  package var signature: String?
  /// The options that decide what a report says, digested.
  package var settings: String
  /// The program and the options that decide what is found in an object; marks are good under the same only.
  package var engine: String
  /// Digest of the catalogue that it was searched with.
  package var catalog: String
  /// False where another try could read more than the last one did.
  package var isSettled: Bool
  package var findingCount: Int
  /// Seconds since 1970.
  package var scannedAt: Int64
  /// How long the last scan took.
  package var milliseconds: Int
  /// Bytes of its objects as stored.
  package var bytes: Int64
  /// Scans that began and did not end: each of them took the whole process with it.
  package var attempts: Int

  package init(
    name: String, signature: String?, settings: String, engine: String, catalog: String, isSettled: Bool,
    findingCount: Int, scannedAt: Int64, milliseconds: Int, bytes: Int64, attempts: Int = 0
  ) {
    self.name = name
    self.signature = signature
    self.settings = settings
    self.engine = engine
    self.catalog = catalog
    self.isSettled = isSettled
    self.findingCount = findingCount
    self.scannedAt = scannedAt
    self.milliseconds = milliseconds
    self.bytes = bytes
    self.attempts = attempts
  }

  init(_ row: Row) {
    self.init(
      name: row["name"], signature: row["signature"], settings: row["settings"] ?? "",
      engine: row["engine"] ?? "", catalog: row["catalog"] ?? "", isSettled: row["is_settled"],
      findingCount: row["finding_count"], scannedAt: row["scanned_at"] ?? 0,
      milliseconds: row["milliseconds"], bytes: row["bytes"], attempts: row["attempts"])
  }
}
