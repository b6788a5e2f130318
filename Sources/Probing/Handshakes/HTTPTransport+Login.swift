internal import Dispatch
internal import Findings
internal import NIOCore

extension HTTPTransport {
  /// One attempt, at the address that was checked. The host has to be allowed by name.
  package func logIn(_ login: Login) async -> AnswerReading {
    guard rules.isAllowed(login.host) else { return AnswerReading(.unknown, .hostNotAllowed) }
    let address: NetworkAddress
    do {
      address = try await resolver.address(of: login.host)
    } catch {
      return AnswerReading(error)
    }
    let place = LoginPlace(
      address: address, port: rules.detours[login.host]?.port ?? login.port,
      isEncrypted: login.wantsEncryption || !address.isLoopback,
      authorities: rules.authorities ?? HTTPTransport.systemAuthorities)
    let limit = rules.totalTimeout
    switch login.service {
    case .redis: return await RedisLogin.attempt(login, at: place, seconds: limit)
    case .postgres:
      guard let client = PostgresLogin() else { return AnswerReading(.unknown, .clientLibraryMissing) }
      return await HTTPTransport.onThread { client.attempt(login, at: place, seconds: limit) }
    case .mysql:
      guard let client = MySQLLogin() else { return AnswerReading(.unknown, .clientLibraryMissing) }
      return await HTTPTransport.onThread { client.attempt(login, at: place, seconds: 3) }
    case .amqp:
      guard let client = AMQPLogin() else { return AnswerReading(.unknown, .clientLibraryMissing) }
      return await bridged(login, to: place) {
        client.attempt(login, at: place, on: $0, until: $1)
      }
    case .mongodb:
      guard let client = MongoLogin() else { return AnswerReading(.unknown, .clientLibraryMissing) }
      return await bridged(login, to: place) { client.attempt(login, on: $0, until: $1) }
    }
  }

  /// Lets a library talk over a connection that it did not open.
  private func bridged(
    _ login: Login, to place: LoginPlace,
    _ talk: @escaping @Sendable (_ descriptor: Int32, _ deadline: Double) -> AnswerReading
  ) async -> AnswerReading {
    let deadline = Monotonic.now + rules.totalTimeout
    do {
      let bridge = try await LoginBridge.open(
        to: place, for: login, connectTimeout: rules.connectTimeout)
      let told = await HTTPTransport.onThread { talk(bridge.descriptor, deadline) }
      bridge.close()
      return bridge.reading(told)
    } catch {
      if case ChannelError.connectTimeout? = error as? ChannelError {
        return AnswerReading(.unknown, .timedOut)
      }
      return AnswerReading(.unknown, ProbeReason(encryption: error) ?? .connectionFailed)
    }
  }

  /// Where Debian, Ubuntu and Alpine keep them; libpq and libmariadb want to be told.
  private static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

  private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }
}
