internal import Findings

/// A login to MySQL or MariaDB through libmariadb.
struct MySQLLogin {
  private typealias Handle = OpaquePointer
  private typealias Text = UnsafePointer<CChar>
  private typealias Connect =
    @convention(c) (Handle, Text?, Text?, Text?, Text?, UInt32, Text?, UInt) -> Handle?
  private let make: @convention(c) (Handle?) -> Handle?
  private let set: @convention(c) (Handle, Int32, UnsafeRawPointer?) -> Int32
  private let setTLS: @convention(c) (Handle, Text?, Text?, Text?, Text?, Text?) -> Int8
  private let connect: Connect
  private let code: @convention(c) (Handle) -> UInt32
  private let close: @convention(c) (Handle) -> Void

  private static let library = ClientLibrary(["libmariadb.so.3", "libmariadb.3.dylib"])

  init?() {
    guard let library = Self.library else { return nil }
    do {
      make = try library.function("mysql_init")
      set = try library.function("mysql_options")
      setTLS = try library.function("mysql_ssl_set")
      connect = try library.function("mysql_real_connect")
      code = try library.function("mysql_errno")
      close = try library.function("mysql_close")
    } catch {
      return nil
    }
  }

  /// Blocks for at most some three times `seconds`: the library's limits are for each step.
  func attempt(_ login: Login, at place: LoginPlace, seconds: Double) -> AnswerReading {
    guard let handle = make(nil) else { return AnswerReading(.unknown, .connectionFailed) }
    defer { close(handle) }
    // mysql_option of mysql.h: connect, read and write limits; no file of ours for the server; TCP.
    for (option, value) in [(0, UInt32(seconds.rounded(.up))), (11, UInt32(3)), (12, 3), (8, 0), (9, 1)] {
      var value = value
      _ = set(handle, Int32(option), &value)
    }
    if place.isEncrypted {
      var isVerified: Int8 = 1
      _ = set(handle, 21, &isVerified)
      _ = place.authorities.withCString { setTLS(handle, nil, nil, $0, nil, nil) }
    }
    // The library checks the certificate against the name that it connects to.
    let host = place.isEncrypted ? login.host : place.address.description
    guard connect(handle, host, login.user, login.password, nil, UInt32(place.port), nil, 0) == nil else {
      return AnswerReading(.live, .identified)
    }
    return MySQLLogin.reading(code(handle))
  }

  /// By error number (MariaDB, "Error Codes").
  private static func reading(_ code: UInt32) -> AnswerReading {
    switch code {
    case 1045, 1698: AnswerReading(.dead, .refused)
    // The password was right: the account is locked, its password has to be changed, or all seats are taken.
    case 1820, 1862, 4151: AnswerReading(.limited, .recognised)
    case 1040, 1203, 1226: AnswerReading(.unknown, .rateLimited)
    case 1129, 1130: AnswerReading(.unknown, .filtered)
    case 2026: AnswerReading(.unknown, .encryptionRefused)
    case 2013: AnswerReading(.unknown, .timedOut)
    case 2012, 2007: AnswerReading(.unknown, .protocolError)
    default: AnswerReading(.unknown, .connectionFailed)
    }
  }
}
