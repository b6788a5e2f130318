internal import Findings

/// Where a login goes, once its name is resolved and checked.
struct LoginPlace: Sendable {
  let address: NetworkAddress
  let port: Int
  /// False on loopback only: elsewhere a password never travels in the clear.
  var isEncrypted: Bool { !isLoopback }
  /// PEM file of certificate authorities.
  let authorities: String

  private var isLoopback: Bool {
    address.bytes.count == 4 ? address.bytes[0] == 127 : address.bytes == Array(repeating: 0, count: 15) + [1]
  }
}
