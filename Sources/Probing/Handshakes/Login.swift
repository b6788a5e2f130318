internal import Findings

/// One login to a database or a broker, password inside. It prints as service and host only.
package struct Login: Sendable, Hashable {
  package enum Service: String, Sendable { case postgres, mysql, redis, mongodb, amqp }

  package let service: Service
  package let host: String
  package let port: Int
  package let user: String
  package let password: String
  /// MongoDB: the database that knows the user. AMQP: the virtual host.
  package let space: String
  /// The address asks for it, also where the host is this machine.
  package let wantsEncryption: Bool

  package init(
    service: Service, host: String, port: Int, user: String, password: String, space: String = "",
    wantsEncryption: Bool = false
  ) {
    self.service = service
    self.host = host
    self.port = port
    self.user = user
    self.password = password
    self.space = space
    self.wantsEncryption = wantsEncryption
  }

  /// Whose password it is, at the host.
  package var account: String { service == .mongodb ? "\(user) \(space)" : user }

  /// An account that nobody has, with a password of the same length.
  func invented(using generator: inout some RandomNumberGenerator) -> Login {
    func word(_ count: Int) -> String {
      let digits = Array("abcdefghijkmnpqrstuvwxyz23456789")
      return String((0..<count).map { _ in digits[Int.random(in: 0..<digits.count, using: &generator)] })
    }
    return Login(
      service: service, host: host, port: port, user: "u" + word(11), password: word(max(8, password.count)),
      space: space, wantsEncryption: wantsEncryption)
  }
}

extension Login: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(service.rawValue) login at \(host)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["login": description]) }
}
