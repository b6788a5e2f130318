#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The environment of every git command: nothing of the machine's configuration, of the user's home or of a repository
/// reaches it, but the path to programs and the agent that holds ssh keys.
struct GitSettings: Sendable {
  /// An empty folder: no `.netrc`, no `.gitconfig`.
  let home: String
  let options: MirrorOptions

  /// For commands that speak to `address`, with its credential for that host alone.
  func environment(for address: RepositoryAddress?, authorization: String? = nil) -> [String: String] {
    var variables = [
      "PATH": GitSettings.inherited("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
      "LC_ALL": "C", "HOME": home, "XDG_CONFIG_HOME": home,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_ATTR_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": GitSettings.refusal,
      "SSH_ASKPASS": GitSettings.refusal, "SSH_ASKPASS_REQUIRE": "never",
      "GIT_ALLOW_PROTOCOL": address?.kind == .local ? "file" : "https:http:ssh",
      // No question on a terminal; a host that is not known is refused.
      "GIT_SSH_COMMAND":
        "ssh -oBatchMode=yes -oStrictHostKeyChecking=yes -oConnectTimeout=30 -oClearAllForwardings=yes",
      "GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0",
    ]
    for name in ["SSH_AUTH_SOCK", "TMPDIR"] {
      if let value = GitSettings.inherited(name) { variables[name] = value }
    }
    let pairs = settings + secret(for: address, authorization)
    variables["GIT_CONFIG_COUNT"] = String(pairs.count)
    for (index, pair) in pairs.enumerated() {
      variables["GIT_CONFIG_KEY_\(index)"] = pair.0
      variables["GIT_CONFIG_VALUE_\(index)"] = pair.1
    }
    return variables
  }

  private var settings: [(String, String)] {
    [
      ("core.hooksPath", "/dev/null"), ("core.fsmonitor", "false"), ("core.logAllRefUpdates", "false"),
      ("credential.helper", ""), ("init.defaultBranch", "main"),
      // No upkeep behind our back: see `MirrorRepack`.
      ("gc.auto", "0"), ("maintenance.auto", "false"), ("fetch.writeCommitGraph", "false"),
      // Always a pack: loose objects are slow to read.
      ("fetch.unpackLimit", "1"), ("transfer.unpackLimit", "1"),
      // Old histories hold what fsck complains about, and a leak in them is a leak. What fsck protects from is a
      // check-out, which never happens here; that every object has the bytes of its name is checked regardless.
      ("fetch.fsckObjects", "false"), ("transfer.fsckObjects", "false"),
      ("fetch.recurseSubmodules", "false"), ("submodule.recurse", "false"), ("transfer.bundleURI", "false"),
      ("transfer.credentialsInUrl", "die"), ("fetch.negotiationAlgorithm", "default"),
      ("http.followRedirects", "false"), ("http.sslVerify", "true"), ("http.proxy", options.proxy ?? ""),
      ("http.lowSpeedLimit", "1000"), ("http.lowSpeedTime", String(options.stall)),
      ("http.userAgent", "git/leakage"),
      ("pack.threads", String(options.threads)),
    ] + (options.authorities.map { [("http.sslCAInfo", $0)] } ?? [])
  }

  private func secret(for address: RepositoryAddress?, _ authorization: String?) -> [(String, String)] {
    guard let address, let authorization, address.mayCarryCredential else { return [] }
    let port = address.port.map { ":\($0)" } ?? ""
    let key = "http.\(address.kind.rawValue)://\(address.host)\(port)/.extraHeader"
    return [(key, "Authorization: " + authorization)]
  }

  private static func inherited(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static var refusal: String {
    #if canImport(Darwin)
      "/usr/bin/false"
    #else
      "/bin/false"
    #endif
  }
}
