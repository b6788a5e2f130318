/// Upkeep that we decide on: `gc` never runs, as it would delete objects. When the fetches left more packs than
/// `MirrorOptions.packLimit`, those of similar size are joined (`--geometric`), which copies a small part of a large
/// mirror and keeps every object, reachable or not.
struct MirrorRepack {
  let path: String
  let git: GitRunner

  func runIfNeeded() async throws(MirrorError) {
    let packs = DiskUsage.names(in: path + "/objects/pack").filter { $0.hasSuffix(".pack") }
    guard packs.count > git.settings.options.packLimit else { return }
    // Where it fails, as on a full disk, the mirror is what it was before, with its many packs.
    _ = try await git.attempt(["--git-dir=" + path, "repack", "--quiet", "--geometric=2", "-d"])
  }
}
