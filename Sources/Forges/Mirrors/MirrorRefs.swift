/// Names of refs with the objects they point at.
struct MirrorRefs: Sendable, Hashable {
  var tips: [String: String] = [:]
  /// The branch that `HEAD` names, with `refs/heads/`.
  var head: String?

  /// Tips that the server no longer shows: deleted branches, what a force-push replaced. Their name is the object's id.
  static let gone = "refs/leakage/gone/"
  /// Ours; never fetched, so that no server writes to it.
  static let own = "refs/leakage/"

  /// What forges keep for pull and merge requests, for their own use and for reviews.
  static let requests = [
    "refs/pull/", "refs/merge-requests/", "refs/pull-requests/", "refs/changes/", "refs/keep-around/",
    "refs/pipelines/", "refs/environments/",
  ]

  /// Refs of a server are bounded: a hostile one has no end.
  static let limit = 2_000_000

  /// Reads `git ls-remote --symref`.
  init(listed lines: [Substring], includesRequests: Bool) {
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      if parts[1] == "HEAD" {
        if parts[0].hasPrefix("ref: refs/heads/") { head = String(parts[0].dropFirst(5)) }
        continue
      }
      guard parts[1].hasPrefix("refs/"), !parts[1].hasSuffix("^{}"), !parts[1].hasPrefix(MirrorRefs.own)
      else { continue }
      let name = String(parts[1])
      if !includesRequests, MirrorRefs.requests.contains(where: name.hasPrefix) { continue }
      tips[name] = String(parts[0])
    }
  }

  /// Reads `git for-each-ref` in its usual form: id, type, name. What an earlier run fetched of requests stays as it is.
  init(stored lines: [Substring], includesRequests: Bool) {
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, let id = parts[0].split(separator: " ").first else { continue }
      let name = String(parts[1])
      if !includesRequests, MirrorRefs.requests.contains(where: name.hasPrefix) { continue }
      tips[name] = String(id)
    }
  }

  /// Without our own.
  var ofServer: [String: String] { tips.filter { !$0.key.hasPrefix(MirrorRefs.own) } }

  /// What is fetched.
  static func refspecs(includesRequests: Bool) -> [String] {
    ["+refs/*:refs/*", "^\(own)*"] + (includesRequests ? [] : requests.map { "^\($0)*" })
  }
}
