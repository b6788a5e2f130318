internal import CLogins
internal import Findings

/// A login to MongoDB through libmongoc, which talks over a connection of ours to one server and hears of no other.
struct MongoLogin: Sendable {
  private typealias Text = UnsafePointer<CChar>
  private typealias Handle = OpaquePointer
  private typealias Document = UnsafeMutableRawPointer
  private typealias Initiator =
    @convention(c) (OpaquePointer?, UnsafeRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?)
    -> UnsafeMutablePointer<MongoStream>?
  private typealias Command =
    @convention(c) (
      Handle, Text, Document, Handle?, Document,
      UnsafeMutablePointer<MongoError>
    ) -> Bool
  private typealias JSON =
    @convention(c) (Document, UnsafeMutablePointer<Int>?) -> UnsafeMutablePointer<
      CChar
    >?
  private let makeAddress: @convention(c) (Text, UInt16) -> Handle?
  private let setUser, setPassword, setSource, setName: @convention(c) (Handle, Text) -> Bool
  private let setNumber: @convention(c) (Handle, Text, Int32) -> Bool
  private let setFlag: @convention(c) (Handle, Text, Bool) -> Bool
  private let freeAddress: @convention(c) (Handle) -> Void
  private let makeClient: @convention(c) (Handle) -> Handle?
  private let setInitiator: @convention(c) (Handle, Initiator, UnsafeMutableRawPointer) -> Void
  private let selectServer:
    @convention(c) (Handle, Bool, Handle?, UnsafeMutablePointer<MongoError>) -> Handle?
  private let serverKind: @convention(c) (Handle) -> Text?
  private let freeServer: @convention(c) (Handle) -> Void
  private let freeClient: @convention(c) (Handle) -> Void
  private let command: Command
  private let makeDocument: @convention(c) () -> Document?
  private let append: @convention(c) (Document, Text, Int32, Int32) -> Bool
  private let freeDocument: @convention(c) (Document) -> Void
  private let json: JSON
  private let freeText: @convention(c) (UnsafeMutableRawPointer?) -> Void

  /// Started once; it is to say nothing by itself.
  private static let library: ClientLibrary? = {
    guard let library = ClientLibrary(["libmongoc-1.0.so.0", "libmongoc-1.0.0.dylib"]) else { return nil }
    do {
      let start: @convention(c) () -> Void = try library.function("mongoc_init")
      let setLog: @convention(c) (UnsafeRawPointer?, UnsafeRawPointer?) -> Void =
        try library.function("mongoc_log_set_handler")
      setLog(nil, nil)
      start()
      return library
    } catch {
      return nil
    }
  }()

  init?() {
    guard let library = Self.library else { return nil }
    do {
      makeAddress = try library.function("mongoc_uri_new_for_host_port")
      setUser = try library.function("mongoc_uri_set_username")
      setPassword = try library.function("mongoc_uri_set_password")
      setSource = try library.function("mongoc_uri_set_auth_source")
      setName = try library.function("mongoc_uri_set_appname")
      setNumber = try library.function("mongoc_uri_set_option_as_int32")
      setFlag = try library.function("mongoc_uri_set_option_as_bool")
      freeAddress = try library.function("mongoc_uri_destroy")
      makeClient = try library.function("mongoc_client_new_from_uri")
      setInitiator = try library.function("mongoc_client_set_stream_initiator")
      selectServer = try library.function("mongoc_client_select_server")
      serverKind = try library.function("mongoc_server_description_type")
      freeServer = try library.function("mongoc_server_description_destroy")
      freeClient = try library.function("mongoc_client_destroy")
      command = try library.function("mongoc_client_command_simple")
      makeDocument = try library.function("bson_new")
      append = try library.function("bson_append_int32")
      freeDocument = try library.function("bson_destroy")
      json = try library.function("bson_as_relaxed_extended_json")
      freeText = try library.function("bson_free")
    } catch {
      return nil
    }
  }

  /// Blocks until the deadline, or some seconds longer: the library's limits are for each step. The descriptor is
  /// closed in any case.
  func attempt(_ login: Login, on descriptor: Int32, until deadline: Double) -> AnswerReading {
    let offer = MongoConnection(descriptor)
    defer { offer.close() }
    guard let address = address(login, seconds: deadline - Monotonic.now) else {
      return AnswerReading(.unknown, .incompleteCredential)
    }
    defer { freeAddress(address) }
    guard let client = makeClient(address) else { return AnswerReading(.unknown, .connectionFailed) }
    defer { freeClient(client) }
    setInitiator(
      client, { _, _, offer, _ in offer.flatMap { MongoConnection.from($0).take() } }, offer.pointer)
    return ask(client, offer)
  }

  /// One host and no others, whatever it tells of its replica set; under a name that leads nowhere, since the connection
  /// is there. The library negotiates SCRAM, which never shows the password.
  private func address(_ login: Login, seconds: Double) -> Handle? {
    guard seconds > 0, let address = makeAddress("login.invalid", 27_017) else { return nil }
    let limit = Int32(max(1, seconds * 1000))
    let isWhole =
      setUser(address, login.user) && setPassword(address, login.password) && setSource(address, login.space)
      && setName(address, "leakage validity check") && setFlag(address, "directconnection", true)
      && setFlag(address, "retryreads", false)
      && setNumber(address, "serverselectiontimeoutms", limit)
      && setNumber(address, "connecttimeoutms", limit)
      && setNumber(address, "sockettimeoutms", limit)
    if isWhole { return address }
    freeAddress(address)
    return nil
  }

  /// The server names who is logged in: that alone is proof, since some servers let everybody ask. An arbiter, or a
  /// server that is on its way into a set, knows no users and refuses all of them: it is not asked.
  private func ask(_ client: Handle, _ offer: MongoConnection) -> AnswerReading {
    var error = MongoError()
    guard let server = selectServer(client, false, nil, &error) else { return reading(error, offer) }
    let kind = serverKind(server).map { String(cString: $0) } ?? ""
    freeServer(server)
    guard ["Standalone", "Mongos", "RSPrimary", "RSSecondary", "LoadBalancer"].contains(kind) else {
      return AnswerReading(.unknown, .noIdentity)
    }
    guard let question = makeDocument() else { return AnswerReading(.unknown, .connectionFailed) }
    defer { freeDocument(question) }
    _ = append(question, "connectionStatus", -1, 1)
    // Its size and alignment in bson-types.h.
    let answer = Document.allocate(byteCount: 128, alignment: 128)
    defer { answer.deallocate() }
    let isAnswered = command(client, "admin", question, nil, answer, &error)
    // The library makes it in any case.
    defer { freeDocument(answer) }
    guard isAnswered else { return reading(error, offer) }
    guard let text = json(answer, nil) else { return AnswerReading(.unknown, .protocolError) }
    defer { freeText(text) }
    let user = JSONLookup.text(
      at: "authInfo.authenticatedUsers.0.user", in: Array(String(cString: text).utf8))
    return user == nil ? AnswerReading(.unknown, .noIdentity) : AnswerReading(.live, .identified)
  }

  /// The library has one code for whatever goes wrong in a login; the server's own words tell a refusal (MongoDB,
  /// "Error Codes", 18).
  private func reading(_ error: MongoError, _ offer: MongoConnection) -> AnswerReading {
    let text = withUnsafeBytes(of: error.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let (inClient, authenticating) = (UInt32(1), UInt32(11))
    if error.domain == inClient, error.code == authenticating, text.contains("Authentication failed") {
      return AnswerReading(.dead, .refused)
    }
    return AnswerReading(.unknown, offer.hasTimedOut ? .timedOut : .connectionFailed)
  }
}
