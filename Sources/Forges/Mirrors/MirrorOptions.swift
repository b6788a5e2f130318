/// How mirrors are made and fetched.
package struct MirrorOptions: Sendable, Hashable {
  /// The program, by name or path.
  package var git = "git"
  /// Seconds of one git command.
  package var timeout = 3600.0
  /// Seconds in which less than 1,000 bytes a second came.
  package var stall = 60
  /// `http://host:port`; no variable of the environment names one.
  package var proxy: String?
  /// PEM file of certificate authorities, in the place of the system's.
  package var authorities: String?
  /// Threads of git's own; 0 for as many as cores.
  package var threads = 1
  /// Fetches the refs of pull and merge requests, and what a forge keeps for itself, too.
  package var includesRequests = false
  /// As many packs are too many: they are joined then.
  package var packLimit = 40

  package init() {}
}

/// How long somebody waits for a mirror that is held.
package enum LockPatience: Sendable, Hashable {
  /// Fails with `busy`.
  case noWait
  /// Seconds.
  case upTo(Double)
}
