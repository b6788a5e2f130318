package import Findings

/// A credential's values in the clear, for as long as a request is built from them.
package struct CredentialParts: Sendable, Hashable {
  package let value: [UInt8]
  package let companions: [String: [UInt8]]

  /// The one place where probing looks into secrets.
  package init(_ credential: Credential) {
    value = credential.value.reveal()
    companions = credential.companions.mapValues { $0.reveal() }
  }

  package init(value: [UInt8], companions: [String: [UInt8]]) {
    self.value = value
    self.companions = companions
  }

  /// `{value}` is the detector's value; `{secret}` is the companion of that role where there is one, as with key
  /// ids, else the value.
  func named(_ name: String) -> [UInt8]? {
    switch name {
    case "value": value
    case "secret": companions["secret"] ?? value
    default: companions[name]
    }
  }
}

extension CredentialParts: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "a credential of \(1 + companions.count) parts" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["parts": 1 + companions.count]) }
}
