/// One request, secret inside. It prints as method and host only.
package struct ProbeRequest: Sendable, Hashable {
  package var method: String
  package var host: String
  /// Path and query.
  package var target: String
  package var headers: [Header]
  package var body: [UInt8]
  /// Nil for the scheme's own, or the one that the rules name for the host.
  package var port: Int?
  /// Without TLS, which is sent to this machine itself and nowhere else.
  package var isPlain = false

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(method: String, host: String, target: String, headers: [Header], body: [UInt8] = []) {
    self.method = method
    self.host = host
    self.target = target
    self.headers = headers
    self.body = body
  }
}

extension ProbeRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "\(method) \(host)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
