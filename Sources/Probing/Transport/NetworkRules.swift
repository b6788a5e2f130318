/// What the network may be used for. The defaults allow public hosts over TLS only.
package struct NetworkRules: Sendable, Hashable {
  /// Hosts that may lead to a private address, and that connection strings may name.
  package var allowedHosts: [AllowedHost] = []
  /// Connects to another place for a host, as with a private endpoint of a provider.
  package var detours: [String: Place] = [:]
  /// PEM file of more certificate authorities.
  package var authorities: String?
  /// Requests go through it; it resolves names then.
  package var proxy: Place?
  /// Seconds.
  package var connectTimeout = 3.0
  package var totalTimeout = 10.0
  /// Bytes of a body that are read, and how large it may inflate.
  package var answerLimit = ProbeAnswer.limit
  package var inflationLimit = 256 << 10

  package init() {}

  package struct AllowedHost: Sendable, Hashable {
    package let name: String
    package let port: Int?

    package init(name: String, port: Int? = nil) {
      self.name = name.lowercased()
      self.port = port
    }

    /// `name` or `name:port`.
    package init?(_ text: String) {
      if let place = Place(text) {
        self.init(name: place.host, port: place.port)
      } else {
        guard !text.isEmpty, !text.contains(where: { ":/@ ".contains($0) }) else { return nil }
        self.init(name: text)
      }
    }
  }

  package struct Place: Sendable, Hashable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }

    /// `host:port`.
    package init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]), (1...65_535).contains(port),
        !parts[0].contains(where: { "/@ ".contains($0) })
      else { return nil }
      self.init(host: String(parts[0]), port: port)
    }
  }

  package func isAllowed(_ host: String) -> Bool { allowed(host) != nil }
  package func allowed(_ host: String) -> AllowedHost? { allowedHosts.first { $0.name == host.lowercased() } }
}
