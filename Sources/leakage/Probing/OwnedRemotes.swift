internal import Findings

/// Whose repositories may be probed, by the address that they were cloned from.
struct OwnedRemotes {
  /// Nil where nobody set a limit.
  let patterns: [PathGlob]?

  /// Remotes of the scanned repositories that are not one's own. A repository without a remote is nobody else's.
  func strangers(in report: Report) -> [String] {
    guard let patterns else { return [] }
    let remotes = Set(report.targets.compactMap(\.remote)).sorted()
    return remotes.filter { remote in !patterns.contains { $0.matches(OwnedRemotes.place(of: remote)) } }
  }

  /// `github.com/acme/app` for `https://github.com/acme/app.git`, `git@github.com:acme/app` and
  /// `ssh://git@github.com:22/acme/app/`, in lower case.
  static func place(of remote: String) -> String {
    var rest = remote.lowercased()[...]
    let scheme = rest.firstRange(of: "://")
    if let scheme { rest = rest[scheme.upperBound...] }
    let end = rest.firstIndex { $0 == "/" } ?? rest.endIndex
    var host = rest[..<end]
    var path = rest[end...]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    if let colon = host.firstIndex(of: ":") {
      // Behind a scheme it is a port, without one it is where ssh's short form ends the host.
      if scheme == nil { path = "/" + host[host.index(after: colon)...] + path }
      host = host[..<colon]
    }
    while path.hasSuffix("/") { path = path.dropLast() }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    return (String(host) + path).trimmingPrefix("/").description
  }
}
