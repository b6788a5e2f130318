/// One installation of a forge: where its API is, and where its repositories are cloned from.
package struct ForgePlace: Sendable, Hashable {
  package let kind: ForgeKind
  /// Scheme, host, port and path that every request begins with.
  let api: WebAddress
  /// Scheme, host and port of repositories; more of them in `cloneHosts`.
  let web: WebAddress
  /// `host` or `host:port` that clone addresses may name as well.
  package var cloneHosts: Set<String> = []
  /// The user named it; it is not the forge's public installation.
  package let isSelfHosted: Bool

  /// `github.com` and the like; nil for what has no installation of its own.
  package init?(publicOf kind: ForgeKind) {
    switch kind {
    case .github: self.init(kind, api: "https://api.github.com", web: "https://github.com")
    case .gitlab: self.init(kind, api: "https://gitlab.com/api/v4", web: "https://gitlab.com")
    case .bitbucket: self.init(kind, api: "https://api.bitbucket.org/2.0", web: "https://bitbucket.org")
    case .gitea, .bitbucketServer: return nil
    }
  }

  package static let codeberg = ForgePlace(
    .gitea, api: "https://codeberg.org/api/v1", web: "https://codeberg.org")

  static var allPublic: [ForgePlace] {
    ForgeKind.allCases.compactMap { ForgePlace(publicOf: $0) } + [codeberg].compactMap { $0 }
  }

  /// An installation by its address, `https://git.example.com` or with a path before everything. The API's own path may
  /// be part of it. Unencrypted for this machine only.
  package init(_ kind: ForgeKind, base text: String) throws(ForgeError) {
    guard let base = WebAddress(text), base.query.isEmpty, base.user.isEmpty else {
      throw ForgeError(
        .badTarget, "is no address of a forge; write it as https://git.example.com", place: text)
    }
    guard base.scheme == "https" || (base.scheme == "http" && base.isLoopback) else {
      throw ForgeError(.badTarget, "is not https, so that nothing would protect a token", place: text)
    }
    // An installation of one's own is Data Center, but for what says that it speaks the other's language.
    let kind = kind == .bitbucket && !base.path.hasSuffix("/2.0") ? .bitbucketServer : kind
    let suffix = ForgePlace.suffix(kind)
    var start = base.path[...]
    while start.hasSuffix("/") { start = start.dropLast() }
    if start.hasSuffix(suffix) { start = start.dropLast(suffix.count) }
    var (api, web) = (base, base)
    api.path = start + suffix
    web.path = String(start)
    // GitHub with data residency has its API beside, as github.com has.
    if kind == .github, base.host.hasSuffix(".ghe.com") {
      let name = base.host.hasPrefix("api.") ? String(base.host.dropFirst(4)) : base.host
      web.host = name
      api.host = "api." + name
      api.path = ""
    }
    self.kind = kind
    self.api = api
    self.web = web
    isSelfHosted = true
  }

  private init?(_ kind: ForgeKind, api: String, web: String) {
    guard let api = WebAddress(api), let web = WebAddress(web) else { return nil }
    self.kind = kind
    self.api = api
    self.web = web
    isSelfHosted = false
  }

  private static func suffix(_ kind: ForgeKind) -> String {
    switch kind {
    case .github: "/api/v3"
    case .gitlab: "/api/v4"
    case .gitea: "/api/v1"
    case .bitbucket: "/2.0"
    case .bitbucketServer: "/rest/api/1.0"
    }
  }

  /// The host that tokens are for.
  package var host: String { web.host }

  /// True where a repository's address leads to this forge and not elsewhere.
  func owns(_ address: RepositoryAddress) -> Bool {
    guard address.kind == .https || (address.kind == .http && web.scheme == "http") else { return false }
    let port = address.port ?? WebAddress.ownPort(address.kind.rawValue)
    if address.host == web.host, port == web.effectivePort { return true }
    return cloneHosts.contains(address.host) && address.port == nil
      || cloneHosts.contains("\(address.host):\(port ?? 0)")
  }
}

/// Installations that the user named: `--github-url` and its like.
package struct ForgeBases: Sendable {
  private var places: [ForgeKind: ForgePlace] = [:]

  package init() {}

  package init(_ bases: [ForgeKind: String]) throws(ForgeError) {
    for (kind, base) in bases { places[kind] = try ForgePlace(kind, base: base) }
  }

  package subscript(kind: ForgeKind) -> ForgePlace? {
    places[kind] ?? (kind == .bitbucketServer ? places[.bitbucket] : nil)
  }
  var all: [ForgePlace] { ForgeKind.allCases.compactMap { places[$0] } }
}
