/// A database whose own client library does the login of a probe. The program does not carry it.
package enum DatabaseClient: String, CaseIterable, Sendable {
  case postgreSQL = "PostgreSQL"
  case mySQL = "MySQL"
  case mongoDB = "MongoDB"
  case rabbitMQ = "RabbitMQ"

  /// True where the library is there and has what a login calls.
  package var isLoadable: Bool {
    switch self {
    case .postgreSQL: PostgresLogin() != nil
    case .mySQL: MySQLLogin() != nil
    case .mongoDB: MongoLogin() != nil
    case .rabbitMQ: AMQPLogin() != nil
    }
  }

  /// Debian's package with the library.
  package var package: String {
    switch self {
    case .postgreSQL: "libpq5"
    case .mySQL: "libmariadb3"
    case .mongoDB: "libmongoc-1.0-0"
    case .rabbitMQ: "librabbitmq4"
    }
  }
}
