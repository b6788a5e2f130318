#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Where a repository is cloned from: an address that git can be given without fear.
///
/// Only `https`, `http`, `ssh` (also as `user@host:path`) and paths of this machine. Refused are what names a helper
/// program (`ext::`), what git or ssh would take for an option (a leading `-`), control characters, and other schemes.
package struct RepositoryAddress: Sendable, Hashable {
  package enum Kind: String, Sendable { case https, http, ssh, local }

  package let kind: Kind
  /// Lower case; empty for a path.
  package let host: String
  package let port: Int?
  /// As git is given it, with its leading slash where it has one.
  package let path: String
  /// Of `ssh` only.
  let user: String
  /// Written in the list as `https://user:password@host`: kept apart, never shown.
  package let inlineCredential: ForgeCredential?

  /// Bytes of an address.
  static let longest = 4096

  /// Reads what a list or a forge names. A path has to begin with `/`, `./`, `../` or `~/` where `isPathAllowed`.
  package init(_ text: String, isPathAllowed: Bool = true) throws(ForgeError) {
    func refusal(_ reason: String) -> ForgeError { ForgeError(.badAddress, reason, place: text) }
    guard !text.isEmpty else { throw ForgeError(.badAddress, "no address", place: "''") }
    guard text.utf8.count <= RepositoryAddress.longest else { throw refusal("longer than 4,096 bytes") }
    guard !text.hasPrefix("-") else { throw refusal("begins with '-', which git would take for an option") }
    guard !text.unicodeScalars.contains(where: SafeText.isUnsafe) else {
      throw refusal("holds control characters")
    }
    if text.contains("://") {
      try self.init(web: text, isPathAllowed: isPathAllowed, refusal)
    } else if text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../") || text == "."
      || text == ".."
    {
      guard isPathAllowed else { throw refusal("is a path of this machine") }
      self.init(kind: .local, path: text)
    } else if text.contains("::") {
      throw refusal("names a helper program of git")
    } else {
      try self.init(scp: text, refusal)
    }
  }

  private init(
    kind: Kind, host: String = "", port: Int? = nil, path: String, user: String = "",
    credential: ForgeCredential? = nil
  ) {
    self.kind = kind
    self.host = host
    self.port = port
    self.path = path
    self.user = user
    inlineCredential = credential
  }

  /// Bitbucket writes the user's name into its addresses.
  var withoutCredential: RepositoryAddress {
    RepositoryAddress(kind: kind, host: host, port: port, path: path, user: user)
  }

  /// A path of this machine from its root, without links; anything else, and a path where nothing is, as it was.
  var resolved: RepositoryAddress {
    guard kind == .local, let whole = realpath(path, nil) else { return self }
    defer { free(whole) }
    return RepositoryAddress(kind: .local, path: String(cString: whole))
  }

  private init(web text: String, isPathAllowed: Bool, _ refusal: (String) -> ForgeError) throws(ForgeError) {
    if text.hasPrefix("file:///"), isPathAllowed {
      self.init(kind: .local, path: String(text.dropFirst(7)))
      return
    }
    guard let address = WebAddress(text) else { throw refusal("is no address that can be read") }
    guard let kind = Kind(rawValue: address.scheme), kind != .local else {
      throw refusal("has a scheme other than https, http and ssh")
    }
    guard address.path.count > 1, address.query.isEmpty else { throw refusal("names no repository") }
    guard !address.path.split(separator: "/").contains(where: { $0 == ".." || $0.hasPrefix("-") }) else {
      throw refusal("has a path with '..' or a leading '-'")
    }
    if kind == .ssh {
      guard address.user.isEmpty || RepositoryAddress.isPlainUser(address.user) else {
        throw refusal("has a user that ssh is not given")
      }
      self.init(kind: kind, host: address.host, port: address.port, path: address.path, user: address.user)
      return
    }
    self.init(
      kind: kind, host: address.host, port: address.port, path: address.path,
      credential: try RepositoryAddress.credential(address.user, refusal))
  }

  /// `user@host:path`, as scp writes it.
  private init(scp text: String, _ refusal: (String) -> ForgeError) throws(ForgeError) {
    guard let colon = text.firstIndex(of: ":") else { throw refusal("is neither an address nor a path") }
    let place = text[..<colon]
    let path = String(text[text.index(after: colon)...])
    let at = place.lastIndex(of: "@")
    let user = at.map { String(place[..<$0]) } ?? ""
    let host = (at.map { String(place[place.index(after: $0)...]) } ?? String(place)).lowercased()
    guard WebAddress.isHost(host), at == nil || RepositoryAddress.isPlainUser(user) else {
      throw refusal("is neither an address nor a path")
    }
    guard !path.isEmpty, !path.hasPrefix("-"),
      path.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != 0x5c }),
      !path.split(separator: "/").contains(where: { $0 == ".." || $0.hasPrefix("-") })
    else { throw refusal("has a path that git is not given") }
    self.init(kind: .ssh, host: host, path: path, user: user)
  }

  private static func isPlainUser(_ user: String) -> Bool {
    !user.isEmpty && !user.hasPrefix("-")
      && user.utf8.allSatisfy {
        (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) || "._-".utf8.contains($0)
      }
  }

  private static func credential(
    _ user: String, _ refusal: (String) -> ForgeError
  ) throws(ForgeError) -> ForgeCredential? {
    guard let colon = user.firstIndex(of: ":") else { return nil }
    let name = PercentText.decoded(String(user[..<colon]))
    let password = PercentText.decoded(String(user[user.index(after: colon)...]))
    guard !password.isEmpty else { return nil }
    guard let credential = ForgeCredential(user: name, password: password, source: "the address") else {
      throw refusal("has a password with characters that no header holds")
    }
    return credential
  }
}
