internal import Dispatch
internal import Findings

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
