/// What is to be listed: an owner's repositories (organisation, user, group, workspace) or a single repository.
package struct ForgeTarget: Sendable, Hashable, CustomStringConvertible {
  package let place: ForgePlace
  /// The names from the owner inwards. Two names are a repository, but with GitLab, where any number may be a group.
  package let path: [String]

  package var description: String { "\(place.kind.rawValue):\(place.host)/\(path.joined(separator: "/"))" }

  /// Reads `github:ORG`, `gitlab:GROUP/SUBGROUP`, `gitea:HOST/ORG`, `codeberg:ORG`, `bitbucket:WORKSPACE`, and the web
  /// address of any of them; with `forge`, that of an unknown host. Nil for what is no such thing: a path, or an address
  /// that is cloned as it is.
  package init?(_ text: String, forge: ForgeKind? = nil, bases: ForgeBases = ForgeBases()) throws(ForgeError)
  {
    if let address = WebAddress(text) {
      guard address.scheme == "https" || address.scheme == "http",
        let place = try ForgeTarget.place(of: address, forge: forge, bases: bases)
      else { return nil }
      let names = ForgeTarget.names(of: address, at: place)
      // `…/repository.git` is an address to clone.
      if names.last?.hasSuffix(".git") == true { return nil }
      try self.init(place, names, text)
      return
    }
    guard let colon = text.firstIndex(of: ":"), let kind = ForgeKind(word: String(text[..<colon])) else {
      return nil
    }
    let rest = text[text.index(after: colon)...]
    guard !rest.hasPrefix(":") else {
      throw ForgeError(.badTarget, "names a helper program of git", place: text)
    }
    var names = rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if names.count > 1, names.last == "" { names.removeLast() }
    let isCodeberg = text[..<colon].lowercased() == "codeberg"
    let place = try ForgeTarget.place(kind, isCodeberg: isCodeberg, &names, bases: bases, text)
    try self.init(place, names, text)
  }

  private init(_ place: ForgePlace, _ names: [String], _ text: String) throws(ForgeError) {
    guard let first = names.first, !first.isEmpty else {
      throw ForgeError(.badTarget, "names no organisation, user or repository", place: text)
    }
    guard place.kind == .gitlab || names.count <= 2 else {
      throw ForgeError(.badTarget, "has more parts than owner and repository", place: text)
    }
    guard names.count <= 20, names.allSatisfy(ForgeTarget.isName) else {
      throw ForgeError(.badTarget, "is no name that a forge gives", place: text)
    }
    self.place = place
    path = names
  }

  static func isName(_ name: String) -> Bool {
    (1...255).contains(name.utf8.count) && name != "." && name != ".." && !name.hasPrefix("-")
      && name.utf8.allSatisfy {
        (0x61...0x7a).contains($0 | 0x20) || (0x30...0x39).contains($0) || "._-~+".utf8.contains($0)
      }
  }

  private static func place(
    _ kind: ForgeKind, isCodeberg: Bool, _ names: inout [String], bases: ForgeBases, _ text: String
  ) throws(ForgeError) -> ForgePlace {
    if isCodeberg, let codeberg = ForgePlace.codeberg { return codeberg }
    guard kind == .gitea || kind == .bitbucketServer else {
      if let place = bases[kind] ?? ForgePlace(publicOf: kind) { return place }
      throw ForgeError(.badTarget, "names no forge", place: text)
    }
    // A base that was named is meant, unless a host is written.
    if let base = bases[kind], names.count < 2 || !(names[0].contains(".") || names[0].contains(":")) {
      return base
    }
    guard names.count >= 2, let (host, port) = WebAddress.place(names[0][...]) else {
      throw ForgeError(
        .badTarget, "names no host; write it as \(kind.rawValue):git.example.com/organisation", place: text)
    }
    names.removeFirst()
    let scheme = Loopback.isNamed(by: host) ? "http" : "https"
    return try ForgePlace(kind, base: "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")")
  }

  private static func place(
    of address: WebAddress, forge: ForgeKind?, bases: ForgeBases
  ) throws(ForgeError) -> ForgePlace? {
    let known = bases.all + ForgePlace.allPublic
    if let place = known.first(where: { isBelow($0.web, address) && (forge == nil || forge == $0.kind) }) {
      return place
    }
    guard let forge else { return nil }
    let port = address.port.map { ":\($0)" } ?? ""
    return try ForgePlace(forge, base: "\(address.scheme)://\(address.host)\(port)")
  }

  private static func isBelow(_ base: WebAddress, _ address: WebAddress) -> Bool {
    base.isSamePlace(as: address) && (address.path + "/").hasPrefix(base.path + "/")
  }
}
