internal import Findings

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A login to PostgreSQL through libpq.
struct PostgresLogin {
  private typealias Handle = OpaquePointer
  private typealias Words = UnsafePointer<UnsafePointer<CChar>?>
  private let start: @convention(c) (Words, Words, Int32) -> Handle?
  private let poll: @convention(c) (Handle) -> Int32
  private let verbosity: @convention(c) (Handle, Int32) -> Int32
  private let socket: @convention(c) (Handle) -> Int32
  private let message: @convention(c) (Handle) -> UnsafePointer<CChar>?
  private let usedPassword: @convention(c) (Handle) -> Int32
  private let finish: @convention(c) (Handle) -> Void

  private static let library = ClientLibrary(["libpq.so.5", "libpq.5.dylib"])

  init?() {
    guard let library = Self.library else { return nil }
    do {
      start = try library.function("PQconnectStartParams")
      poll = try library.function("PQconnectPoll")
      verbosity = try library.function("PQsetErrorVerbosity")
      socket = try library.function("PQsocket")
      message = try library.function("PQerrorMessage")
      usedPassword = try library.function("PQconnectionUsedPassword")
      finish = try library.function("PQfinish")
    } catch {
      return nil
    }
  }

  /// Blocks for at most `seconds`.
  func attempt(_ login: Login, at place: LoginPlace, seconds: Double) -> AnswerReading {
    let settings = [
      ("host", login.host), ("hostaddr", place.address.description), ("port", "\(place.port)"),
      ("user", login.user), ("password", login.password), ("dbname", "postgres"), ("passfile", "/dev/null"),
      ("sslmode", place.isEncrypted ? "verify-full" : "disable"), ("sslrootcert", place.authorities),
      ("sslcert", "/dev/null/none"), ("gssencmode", "disable"),
      ("application_name", "leakage validity check"),
      ("service", ""),
    ].filter { !$0.1.isEmpty }
    guard let handle = connect(settings) else { return AnswerReading(.unknown, .connectionFailed) }
    defer { finish(handle) }
    // Messages shrink to the five characters of SQLSTATE, which no language changes.
    _ = verbosity(handle, 3)
    return outcome(handle, until: Monotonic.now + seconds)
  }

  private func connect(_ settings: [(String, String)]) -> Handle? {
    var keywords = settings.map { strdup($0.0) }
    var values = settings.map { strdup($0.1) }
    keywords.append(nil)
    values.append(nil)
    defer {
      for value in values { if let value { memset(value, 0, strlen(value)) } }
      for pointer in keywords + values { free(pointer) }
    }
    let names = keywords.map { UnsafePointer($0) }
    let texts = values.map { UnsafePointer($0) }
    return names.withUnsafeBufferPointer { names in
      texts.withUnsafeBufferPointer { texts in
        guard let names = names.baseAddress, let texts = texts.baseAddress else { return nil }
        return start(names, texts, 0)
      }
    }
  }

  private func outcome(_ handle: Handle, until deadline: Double) -> AnswerReading {
    var wanted = Int16(POLLOUT)
    while true {
      let left = deadline - Monotonic.now
      guard left > 0 else { return AnswerReading(.unknown, .timedOut) }
      var descriptor = pollfd(fd: socket(handle), events: wanted, revents: 0)
      guard descriptor.fd >= 0 else { return failed(handle) }
      guard Glibc.poll(&descriptor, 1, Int32(left * 1000) + 1) > 0 else { continue }
      switch poll(handle) {
      case 3:  // PGRES_POLLING_OK
        // A server that trusts this address lets the account in with any password.
        return usedPassword(handle) == 1
          ? AnswerReading(.live, .identified) : AnswerReading(.unknown, .acceptsAnything)
      case 1: wanted = Int16(POLLIN)
      case 2: wanted = Int16(POLLOUT)
      default: return failed(handle)
      }
    }
  }

  /// By SQLSTATE (PostgreSQL, appendix A).
  private func failed(_ handle: Handle) -> AnswerReading {
    let text = message(handle).map { String(cString: $0) } ?? ""
    if ["28P01"].contains(where: text.contains) { return AnswerReading(.dead, .refused) }
    if ["3D000", "42501", "53300"].contains(where: text.contains) {
      // The password was right, where one was asked for: the database is missing, the role may not enter it, or all
      // seats are taken.
      if usedPassword(handle) == 1 { return AnswerReading(.live, .identified) }
      return AnswerReading(.unknown, text.contains("53300") ? .rateLimited : .acceptsAnything)
    }
    if text.contains("28000") { return AnswerReading(.unknown, .filtered) }
    if text.contains("SSL") || text.contains("certificate") {
      return AnswerReading(.unknown, .encryptionRefused)
    }
    return AnswerReading(.unknown, .connectionFailed)
  }
}
