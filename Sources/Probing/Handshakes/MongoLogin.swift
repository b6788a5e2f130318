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
    guard let library = ClientLibrary(["libmongoc-1.0.so.0", "libmongoc-1.0.0.dylib"]),
      let start: @convention(c) () -> Void = library.function("mongoc_init"),
      let setLog: @convention(c) (UnsafeRawPointer?, UnsafeRawPointer?) -> Void = library.function(
        "mongoc_log_set_handler")
    else { return nil }
    setLog(nil, nil)
    start()
    return library
  }()

  init?() {
    guard let library = Self.library,
      let makeAddress: @convention(c) (Text, UInt16) -> Handle? = library.function(
        "mongoc_uri_new_for_host_port"),
      let setUser: @convention(c) (Handle, Text) -> Bool = library.function("mongoc_uri_set_username"),
      let setPassword: @convention(c) (Handle, Text) -> Bool = library.function("mongoc_uri_set_password"),
      let setSource: @convention(c) (Handle, Text) -> Bool = library.function("mongoc_uri_set_auth_source"),
      let setName: @convention(c) (Handle, Text) -> Bool = library.function("mongoc_uri_set_appname"),
      let setNumber: @convention(c) (Handle, Text, Int32) -> Bool = library.function(
        "mongoc_uri_set_option_as_int32"),
      let setFlag: @convention(c) (Handle, Text, Bool) -> Bool = library.function(
        "mongoc_uri_set_option_as_bool"),
      let freeAddress: @convention(c) (Handle) -> Void = library.function("mongoc_uri_destroy"),
      let makeClient: @convention(c) (Handle) -> Handle? = library.function("mongoc_client_new_from_uri"),
      let setInitiator: @convention(c) (Handle, Initiator, UnsafeMutableRawPointer) -> Void =
        library.function("mongoc_client_set_stream_initiator"),
      let selectServer: @convention(c) (Handle, Bool, Handle?, UnsafeMutablePointer<MongoError>) -> Handle? =
        library.function("mongoc_client_select_server"),
      let serverKind: @convention(c) (Handle) -> Text? = library.function("mongoc_server_description_type"),
      let freeServer: @convention(c) (Handle) -> Void = library.function("mongoc_server_description_destroy"),
      let freeClient: @convention(c) (Handle) -> Void = library.function("mongoc_client_destroy"),
      let command: Command = library.function("mongoc_client_command_simple"),
      let makeDocument: @convention(c) () -> Document? = library.function(
        "bson_new"),
      let append: @convention(c) (Document, Text, Int32, Int32) -> Bool =
        library.function("bson_append_int32"),
      let freeDocument: @convention(c) (Document) -> Void = library.function(
        "bson_destroy"),
      let json: JSON = library.function("bson_as_relaxed_extended_json"),
      let freeText: @convention(c) (UnsafeMutableRawPointer?) -> Void = library.function("bson_free")
    else { return nil }
    (self.makeAddress, self.setUser, self.setPassword) = (makeAddress, setUser, setPassword)
    (self.setSource, self.setName, self.setNumber) = (setSource, setName, setNumber)
    (self.setFlag, self.freeAddress, self.makeClient) = (setFlag, freeAddress, makeClient)
    (self.setInitiator, self.freeClient, self.command) = (setInitiator, freeClient, command)
    (self.makeDocument, self.append, self.freeDocument) = (makeDocument, append, freeDocument)
    (self.json, self.freeText) = (json, freeText)
    (self.selectServer, self.serverKind, self.freeServer) = (selectServer, serverKind, freeServer)
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
