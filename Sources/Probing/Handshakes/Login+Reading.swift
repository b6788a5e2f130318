package import Detectors
internal import Findings

extension Login {
  /// From a connection string's parts: the value is the password; its user, host, port and what follows are its
  /// companions, all percent-encoded. Throws why nothing can be tried.
  package init(_ parts: CredentialParts, scheme: Probe.Scheme, rules: NetworkRules) throws(ProbeFailure) {
    guard let service = Service(rawValue: scheme.rawValue) else { throw ProbeFailure(.incompleteCredential) }
    let text = Texts(parts)
    let host = (text["host"] ?? "").lowercased()
    let isName =
      !host.isEmpty && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"/@\\'\"".utf8.contains($0) }
    let user = text["user"] ?? ""
    let password = String(decoding: PercentText.decode(parts.value), as: UTF8.self)
    // The libraries' texts end at a NUL.
    guard isName, !user.contains("\0"), !password.contains("\0") else {
      throw ProbeFailure(.incompleteCredential)
    }
    let isEncrypted = try Login.wantsEncryption(service, text)
    let ownPort = text["port"].flatMap { Int($0) }.flatMap { (1...65_535).contains($0) ? $0 : nil }
    self.init(
      service: service, host: host,
      port: rules.allowed(host)?.port ?? ownPort ?? service.port(isEncrypted: isEncrypted), user: user,
      password: password, space: try Login.space(service, text), wantsEncryption: isEncrypted)
  }

  /// Companions as text, decoded.
  private struct Texts {
    private let parts: CredentialParts

    init(_ parts: CredentialParts) { self.parts = parts }

    subscript(role: String) -> String? {
      parts.companions[role].map { String(decoding: PercentText.decode($0), as: UTF8.self) }
    }
  }

  private static func wantsEncryption(_ service: Service, _ text: Texts) throws(ProbeFailure) -> Bool {
    let scheme = text["scheme"]?.lowercased() ?? ""
    switch service {
    case .amqp:
      // STOMP and MQTT share the form of the address, and nothing else.
      guard ["amqp", "amqps", "pyamqp", "rabbitmq"].contains(scheme) else { throw ProbeFailure(.noClient) }
      return scheme == "amqps"
    case .mongodb:
      // The hosts of `mongodb+srv` are told by name servers, which are not asked.
      guard scheme == "mongodb" else { throw ProbeFailure(.noClient) }
      return text["tls"] != nil
    case .postgres, .mysql, .redis: return false
    }
  }

  private static func space(_ service: Service, _ text: Texts) throws(ProbeFailure) -> String {
    switch service {
    case .amqp: return text["vhost"] ?? "/"
    case .mongodb:
      // Other mechanisms show the password to the server, or need none.
      guard ["", "DEFAULT", "SCRAM-SHA-1", "SCRAM-SHA-256"].contains(text["mechanism"] ?? "") else {
        throw ProbeFailure(.noClient)
      }
      let name = text["source"] ?? text["database"] ?? "admin"
      // A template's hole: elsewhere nobody knows the user, which would look like a wrong password.
      guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"$%{}<>\"\\/.".utf8.contains($0) }) else {
        throw ProbeFailure(.incompleteCredential)
      }
      return name
    case .postgres, .mysql, .redis: return ""
    }
  }
}

extension Login.Service {
  package func port(isEncrypted: Bool) -> Int {
    switch self {
    case .postgres: 5432
    case .mysql: 3306
    case .redis: 6379
    case .mongodb: 27_017
    case .amqp: isEncrypted ? 5671 : 5672
    }
  }
}
