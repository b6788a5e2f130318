internal import Dispatch
internal import Findings

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Resolves each name once in a run and gives an address that was checked. Connections go to it and not to the
/// name, so that a name that changes its mind leads nowhere else.
package actor HostResolver {
  private let rules: NetworkRules
  private var known: [String: Result<NetworkAddress, ProbeFailure>] = [:]
  private let lookUp: @Sendable (String) -> [NetworkAddress]

  package init(
    rules: NetworkRules,
    lookUp: @escaping @Sendable (String) -> [NetworkAddress] = HostResolver.systemAddresses
  ) {
    self.rules = rules
    self.lookUp = lookUp
  }

  package func address(of host: String) async throws(ProbeFailure) -> NetworkAddress {
    if let known = known[host] { return try known.get() }
    let result = await resolve(host)
    known[host] = result
    return try result.get()
  }

  /// Refused when any of the addresses is not public: a mixed answer is an attack or a mistake.
  private func resolve(_ host: String) async -> Result<NetworkAddress, ProbeFailure> {
    let name = rules.detours[host]?.host ?? host
    let addresses: [NetworkAddress]
    if let literal = NetworkAddress(name) {
      addresses = [literal]
    } else {
      addresses = await HostResolver.within(seconds: rules.connectTimeout) { [lookUp] in lookUp(name) } ?? []
    }
    guard let address = addresses.first(where: { $0.bytes.count == 4 }) ?? addresses.first else {
      return .failure(ProbeFailure(.nameUnresolved))
    }
    guard rules.isAllowed(host) || addresses.allSatisfy(\.isPublic) else {
      return .failure(ProbeFailure(.addressRefused))
    }
    return .success(address)
  }

  /// The system's resolver blocks and cannot be stopped: it gets a thread, and we stop waiting.
  private static func within<Value: Sendable>(
    seconds: Double, _ body: @escaping @Sendable () -> Value
  ) async -> Value? {
    let once = Once<Value>()
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let value = body()
        if once.take() { continuation.resume(returning: value) }
      }
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
        if once.take() { continuation.resume(returning: nil) }
      }
    }
  }

  package static func systemAddresses(_ host: String) -> [NetworkAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    #if canImport(Darwin)
      hints.ai_socktype = SOCK_STREAM
    #else
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [NetworkAddress] = []
    var next = list
    while let entry = next {
      if let address = bytes(of: entry.pointee) { addresses.append(NetworkAddress(bytes: address)) }
      next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func bytes(of entry: addrinfo) -> [UInt8]? {
    guard let raw = UnsafeRawPointer(entry.ai_addr) else { return nil }
    switch entry.ai_family {
    case AF_INET:
      return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
    case AF_INET6:
      return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
    default: return nil
    }
  }
}
