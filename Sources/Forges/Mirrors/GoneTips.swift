/// Keeps what a server took away. A leak that was deleted with its branch, or pushed over, was readable all the same: its
/// objects stay in the mirror, and a ref under `refs/leakage/gone/` leads to them, so that a scan of refs finds them too.
struct GoneTips {
  let path: String
  let git: GitRunner

  /// Refs for all tips that are about to be deleted or moved, and removes the names that the server has no more: a new
  /// branch may need a name as its folder. Returns their objects.
  func keep(before: MirrorRefs, now: MirrorRefs) async throws(MirrorError) -> Set<String> {
    var lines: [String] = []
    var candidates: Set<String> = []
    for (name, id) in before.ofServer where now.tips[name] != id {
      if before.tips[MirrorRefs.gone + id] == nil, candidates.insert(id).inserted {
        lines.append("create \(MirrorRefs.gone)\(id) \(id)")
      }
      if now.tips[name] == nil { lines.append("delete \(name) \(id)") }
    }
    try await change(lines)
    return candidates
  }

  /// Takes the refs of those tips away that other refs lead to: most moved forward, and were not lost. Returns how many
  /// remain.
  func settle(
    _ candidates: Set<String>, before: MirrorRefs, after: MirrorRefs
  ) async throws(MirrorError) -> Int {
    var candidates = candidates
    // A ref that moved between the question and the fetch.
    var late: [String] = []
    for (name, id) in before.ofServer
    where after.tips[name] != id && after.tips[MirrorRefs.gone + id] == nil && !candidates.contains(id) {
      candidates.insert(id)
      late.append("create \(MirrorRefs.gone)\(id) \(id)")
    }
    try await change(late)
    guard !candidates.isEmpty else { return 0 }
    let lost = try await unreachable(candidates, after: after)
    try await change(candidates.subtracting(lost).map { "delete \(MirrorRefs.gone)\($0)" })
    return lost.count
  }

  /// Those that no ref of the server, and no tip that went earlier, leads to. Objects that are no commits are told apart
  /// by name only: a tag's own text may hold a secret.
  private func unreachable(_ ids: Set<String>, after: MirrorRefs) async throws(MirrorError) -> Set<String> {
    let types = try await git.run(
      ["--git-dir=" + path, "cat-file", "--batch-check=%(objectname) %(objecttype)"],
      input: Array(ids.sorted().joined(separator: "\n").utf8) + [0x0a])
    var commits: Set<String> = []
    var others: Set<String> = []
    for line in types.lines {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { continue }
      if parts[1] == "commit" { commits.insert(String(parts[0])) } else { others.insert(String(parts[0])) }
    }
    let named = after.tips.filter { !$0.key.hasPrefix(MirrorRefs.gone) || !ids.contains($0.value) }
    var lost = others.subtracting(named.values)
    guard !commits.isEmpty else { return lost }
    // Commits that only the candidates lead to; a candidate among them is lost.
    let text = commits.sorted() + Set(named.values).sorted().map { "^" + $0 }
    let answer = try await git.run(
      ["--git-dir=" + path, "rev-list", "--stdin"], input: Array(text.joined(separator: "\n").utf8) + [0x0a])
    for line in answer.lines where commits.contains(String(line)) { lost.insert(String(line)) }
    return lost
  }

  private func change(_ lines: [String]) async throws(MirrorError) {
    guard !lines.isEmpty else { return }
    // Names of refs hold no spaces or line ends: git itself gave them.
    _ = try await git.run(
      ["--git-dir=" + path, "update-ref", "--no-deref", "--stdin"],
      input: Array((lines.sorted().joined(separator: "\n") + "\n").utf8))
  }
}
