#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Makes a mirror or brings it up to date, under its lock.
///
/// One question to the server tells all its refs; where they are what the mirror has, that is all. Otherwise tips that
/// the server no longer has are put under `refs/leakage/gone/` first, so that no crash loses one, and then the rest is
/// fetched. Objects are never deleted.
struct MirrorFetch: Sendable {
  let address: RepositoryAddress
  let path: String
  let making: String
  let authorization: Authorization?
  let git: GitRunner

  /// A header's value, and what must not be seen of it in a message.
  struct Authorization: Sendable {
    let header: String
    let traces: [String]
  }

  struct Outcome: Sendable {
    let change: HeldMirror.Change
    var gone = 0
  }

  func run() async throws(MirrorError) -> Outcome {
    let (source, refs) = try await ask()
    guard DiskUsage.exists(path) else { return try await clone(source, refs) }
    MirrorCleanup.removeLeftovers(in: path)
    do throws(MirrorError) {
      return try await update(source, refs)
    } catch {
      MirrorCleanup.removeLeftovers(in: path)
      // What a crash or a bad disk damaged is made anew, once.
      guard error.code == .failed, try await isDamaged() else { throw error }
      return try await clone(source, refs)
    }
  }

  /// What the server shows, and the address that it shows it under: some redirect to the one with `.git`, and
  /// redirects are not followed.
  private func ask() async throws(MirrorError) -> (String, MirrorRefs) {
    func answer(_ source: String) async throws(MirrorError) -> GitAnswer {
      try await git.attempt(["ls-remote", "--symref", "--", source], authorization: authorization)
    }
    var source = address.gitAddress
    var heard = try await answer(source)
    if heard.status != 0, GitComplaint.isRedirect(heard.complaint),
      address.kind == .https || address.kind == .http,
      !source.hasSuffix(".git"), !source.hasSuffix("/")
    {
      source += ".git"
      heard = try await answer(source)
    }
    guard heard.status == 0 else {
      throw MirrorError(heard, of: address, hiding: authorization?.traces ?? [])
    }
    let lines = heard.lines
    guard lines.count <= MirrorRefs.limit else {
      throw MirrorError(.failed, "the server shows more than \(MirrorRefs.limit) refs", of: address)
    }
    return (source, MirrorRefs(listed: lines, includesRequests: git.settings.options.includesRequests))
  }

  private func clone(_ source: String, _ refs: MirrorRefs) async throws(MirrorError) -> Outcome {
    MirrorCleanup.delete(making)
    _ = try await git.run(["init", "--quiet", "--bare", "--template=", "--", making])
    try await fetch(source, refs, into: making)
    MirrorCleanup.delete(path)
    guard rename(making, path) == 0 else {
      throw MirrorError(.unusable, "the mirror cannot be put in its place", place: path)
    }
    return Outcome(change: .cloned)
  }

  private func fetch(_ source: String, _ refs: MirrorRefs, into folder: String) async throws(MirrorError) {
    let specs = MirrorRefs.refspecs(includesRequests: git.settings.options.includesRequests)
    if !refs.tips.isEmpty {
      _ = try await git.run(
        [
          "--git-dir=" + folder, "fetch", "--quiet", "--no-tags", "--force", "--no-write-fetch-head",
          "--no-auto-maintenance", "--no-recurse-submodules", "--no-show-forced-updates", "--", source,
        ] + specs, authorization: authorization)
    }
    try await setHead(refs, in: folder)
  }

  /// `HEAD` names the server's default branch.
  private func setHead(_ refs: MirrorRefs, in folder: String) async throws(MirrorError) {
    guard let head = refs.head, SafeText.isBranch(head) else { return }
    let line = "ref: \(head)\n"
    guard MirrorCleanup.text(of: folder + "/HEAD") != line else { return }
    _ = try await git.run(["--git-dir=" + folder, "symbolic-ref", "HEAD", head])
  }

  private func update(_ source: String, _ refs: MirrorRefs) async throws(MirrorError) -> Outcome {
    let before = try await stored()
    if before.ofServer == refs.tips {
      try await setHead(refs, in: path)
      return Outcome(change: .unchanged)
    }
    let keeping = GoneTips(path: path, git: git)
    let candidates = try await keeping.keep(before: before, now: refs)
    try await fetch(source, refs, into: path)
    let gone = try await keeping.settle(candidates, before: before, after: try await stored())
    try await MirrorRepack(path: path, git: git).runIfNeeded()
    return Outcome(change: .fetched, gone: gone)
  }

  private func stored() async throws(MirrorError) -> MirrorRefs {
    MirrorRefs(
      stored: try await git.run(["--git-dir=" + path, "for-each-ref"]).lines,
      includesRequests: git.settings.options.includesRequests)
  }

  /// True where git itself cannot make sense of the folder, or a tip's object is not there.
  private func isDamaged() async throws(MirrorError) -> Bool {
    let answer = try await git.attempt(["--git-dir=" + path, "rev-list", "--objects", "--all", "--quiet"])
    return answer.status != 0
  }
}
