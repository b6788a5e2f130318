internal import Findings
internal import NIOSSL

/// Where a login goes, once its name is resolved and checked.
struct LoginPlace: Sendable {
  let address: NetworkAddress
  let port: Int
  /// False on loopback only, and not where the address asks for encryption: elsewhere a password never travels in the
  /// clear.
  let isEncrypted: Bool
  /// PEM file of certificate authorities.
  let authorities: String

  /// A handler that checks the certificate for the host's name.
  func encryption(for host: String) throws -> NIOSSLClientHandler {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if !authorities.isEmpty { tls.additionalTrustRoots = [.file(authorities)] }
    // An address in numbers is no server name; the certificate is checked for it all the same.
    let name = NetworkAddress(host) == nil ? host : nil
    return try NIOSSLClientHandler(context: try NIOSSLContext(configuration: tls), serverHostname: name)
  }
}
