internal import Crypto

extension RepositoryAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What git is given: without any password.
  package var gitAddress: String {
    let place = host + (port.map { ":\($0)" } ?? "")
    switch kind {
    case .local: return path
    case .https, .http: return "\(kind.rawValue)://\(place)\(path)"
    case .ssh:
      let name = user.isEmpty ? "" : user + "@"
      return path.hasPrefix("/") ? "ssh://\(name)\(place)\(path)" : "\(name)\(host):\(path)"
    }
  }

  package var description: String { SafeText.shown(gitAddress) }
  package var debugDescription: String { description }
  package var customMirror: Swift.Mirror { Swift.Mirror(self, children: ["address": description]) }

  /// Where two addresses of one repository agree: host in lower case, no standard port, no slash at the end and, but for
  /// a path of this machine, no `.git`. A different scheme or user is a different way to it, and may show other refs.
  package var identity: String {
    if kind == .local { return "local:\(trimmedPath)" }
    let number = port == WebAddress.ownPort(kind.rawValue) ? nil : port
    let name = user.isEmpty ? "" : user + "@"
    let start = trimmedPath.hasPrefix("/") ? "" : ":"
    return "\(kind.rawValue)://\(name)\(host)\(number.map { ":\($0)" } ?? "")\(start)\(trimmedPath)"
  }

  private var trimmedPath: Substring {
    var trimmed = path[...]
    while trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    return kind != .local && trimmed.hasSuffix(".git") ? trimmed.dropLast(4) : trimmed
  }

  /// A folder's name: what a person recognises, and 16 digits of a hash that tell it from all others.
  package var folderName: String {
    let readable = (host + "+" + trimmedPath.drop { $0 == "/" }).map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber || "._-+".contains(character))
        ? character : character == "/" ? "+" : "_"
    }
    let name = String(readable.suffix(80).drop { "._-+".contains($0) })
    let digest = SHA256.hash(data: Array(identity.utf8)).prefix(8)
    return name + "-" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Where a token may be sent: over TLS, or to this machine itself.
  var mayCarryCredential: Bool { kind == .https || (kind == .http && Loopback.isNamed(by: host)) }
}
