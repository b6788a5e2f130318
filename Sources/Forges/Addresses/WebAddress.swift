/// The parts of an address such as `https://user@host:port/path?query`, strictly read: what a browser would forgive is
/// refused.
struct WebAddress: Hashable {
  var scheme: String
  /// `user` or `user:password`; empty for none.
  var user: String
  /// Lower case.
  var host: String
  var port: Int?
  /// With its leading slash, or empty.
  var path: String
  /// Without `?`; empty for none.
  var query: String

  /// Nil for anything but scheme, host and what follows in printable ASCII.
  init?(_ text: String) {
    guard text.utf8.count <= RepositoryAddress.longest, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
      !text.contains("\\"), let mark = text.firstRange(of: "://")
    else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard !scheme.isEmpty, scheme.utf8.allSatisfy({ (0x61...0x7a).contains($0) || $0 == 0x2b }) else {
      return nil
    }
    let rest = text[mark.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { !"/?".contains($0) }
    let target = rest[authority.endIndex...]
    path = String(target.prefix { $0 != "?" })
    query = String(target.dropFirst(path.count + 1))
    let at = authority.lastIndex(of: "@")
    user = at.map { String(authority[..<$0]) } ?? ""
    let place = at.map { authority[authority.index(after: $0)...] } ?? authority
    guard let (name, number) = WebAddress.place(place) else { return nil }
    host = name
    port = number
  }

  /// A name of letters, digits, dots and inner hyphens, and a port.
  static func place(_ text: Substring) -> (host: String, port: Int?)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.first?.lowercased(), isHost(name) else { return nil }
    guard parts.count == 2 else { return (name, nil) }
    guard parts[1].utf8.count <= 5, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(parts[1]), (1...65_535).contains(port)
    else { return nil }
    return (name, port)
  }

  static func isHost(_ name: String) -> Bool {
    guard (1...253).contains(name.utf8.count) else { return false }
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy {
          (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x5f
        }
    }
  }

  /// The port that is meant where none is written.
  static func ownPort(_ scheme: String) -> Int? {
    switch scheme {
    case "https": 443
    case "http": 80
    case "ssh": 22
    default: nil
    }
  }

  var effectivePort: Int? { port ?? WebAddress.ownPort(scheme) }

  /// Path and query, as a request line has it.
  var target: String { (path.isEmpty ? "/" : path) + (query.isEmpty ? "" : "?" + query) }

  /// Scheme, host and port are the same: what may be told to one may be told to the other.
  func isSamePlace(as other: WebAddress) -> Bool {
    scheme == other.scheme && host == other.host && effectivePort == other.effectivePort
  }

  /// The host is this machine by name or number. A name that resolves to it is not.
  var isLoopback: Bool { Loopback.isNamed(by: host) }
}

enum Loopback {
  static func isNamed(by host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
