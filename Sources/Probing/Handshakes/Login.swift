package import Detectors
internal import Findings

/// One login to a database, password inside. It prints as service and host only.
package struct Login: Sendable, Hashable {
  package enum Service: String, Sendable { case postgres, mysql, redis }

  package let service: Service
  package let host: String
  package let port: Int
  package let user: String
  package let password: String

  package init(service: Service, host: String, port: Int, user: String, password: String) {
    self.service = service
    self.host = host
    self.port = port
    self.user = user
    self.password = password
  }

  /// From a connection string's parts: the value is the password, `user` and `host` are its companions, all
  /// percent-encoded. Nil where the host or the scheme does not fit.
  package init?(_ parts: CredentialParts, scheme: Probe.Scheme, rules: NetworkRules) {
    let service: Service
    switch scheme {
    case .postgres: service = .postgres
    case .mysql: service = .mysql
    case .redis: service = .redis
    default: return nil
    }
    guard let bytes = parts.companions["host"], !bytes.isEmpty else { return nil }
    let host = String(decoding: bytes, as: UTF8.self).lowercased()
    guard host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"/@\\'\"".utf8.contains($0) }) else { return nil }
    self.init(
      service: service, host: host, port: rules.allowed(host)?.port ?? service.port,
      user: String(decoding: PercentText.decode(parts.companions["user"] ?? []), as: UTF8.self),
      password: String(decoding: PercentText.decode(parts.value), as: UTF8.self))
  }
}

extension Login.Service {
  package var port: Int {
    switch self {
    case .postgres: 5432
    case .mysql: 3306
    case .redis: 6379
    }
  }
}

extension Login: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(service.rawValue) login at \(host)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["login": description]) }
}
