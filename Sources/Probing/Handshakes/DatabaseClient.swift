/// A database whose own client library does the login of a probe. The program does not carry it.
package enum DatabaseClient: String, CaseIterable, Sendable {
  case postgreSQL = "PostgreSQL"
  case mySQL = "MySQL"

  /// True where the library is there and has what a login calls.
  package var isLoadable: Bool {
    switch self {
    case .postgreSQL: PostgresLogin() != nil
    case .mySQL: MySQLLogin() != nil
    }
  }

  /// Debian's package with the library.
  package var package: String {
    switch self {
    case .postgreSQL: "libpq5"
    case .mySQL: "libmariadb3"
    }
  }
}
