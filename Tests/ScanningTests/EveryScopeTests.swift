import Findings
import Foundation
import Scanning
import TestRepositories
import Testing

/// Everything that a repository can hold is read, whatever leads to it.
struct EveryScopeTests {
  private let repository: TemporaryRepository
  private var secrets = SecretMaker(seed: 1)
  private let base: String

  init() throws {
    repository = try TemporaryRepository()
    base = try repository.commit("readme.txt", "hello\n")
  }

  private func blob(_ text: String) throws -> String {
    try repository.git("hash-object", "-w", "--stdin", input: Array(text.utf8))
  }

  private func hiddenCommit(_ text: String) throws -> String {
    let tree = try repository.git("mktree", input: Array("100644 blob \(blob(text))\thidden.txt\n".utf8))
    return try repository.git("commit-tree", tree, "-p", base, "-m", "hidden")
  }

  @Test(arguments: [
    "refs/heads/other", "refs/remotes/origin/main", "refs/tags/light", "refs/pull/1/head",
    "refs/notes/commits",
    "refs/changes/01/1/1", "refs/stash", "refs/anything",
  ])
  mutating func `a commit that any ref leads to`(ref: String) async throws {
    let secret = secrets.token()
    try repository.git("update-ref", ref, hiddenCommit("x \(secret)"))
    for isPacked in [false, true] {
      if isPacked { try repository.git("pack-refs", "--all") }
      let scanned = await Scanned(repository)
      #expect(scanned.values == [secret])
      #expect(scanned.finding(secret)?.placement == .branch)
      #expect(scanned.finding(secret)?.refs == [ref])
      #expect(scanned.report.complete)
    }
  }

  @Test mutating func `an annotated tag of a commit, its message, tags of blobs and of trees`() async throws {
    let (commit, message, inBlob, inTree, light) =
      (secrets.token(), secrets.token(), secrets.token(), secrets.token(), secrets.token())
    try repository.git("tag", "-a", "-m", "see \(message)", "one", hiddenCommit("x \(commit)"))
    try repository.git("tag", "-a", "-m", "blob", "two", blob("x \(inBlob)"))
    let tree = try repository.git("mktree", input: Array("100644 blob \(blob("x \(inTree)"))\tfile\n".utf8))
    try repository.git("tag", "-a", "-m", "tree", "three", tree)
    try repository.git("tag", "-a", "-m", "tag of a tag", "four", "three")
    try repository.git("update-ref", "refs/tags/five", blob("x \(light)"))
    for isPacked in [false, true] {
      if isPacked { try repository.repack() }
      let scanned = await Scanned(repository)
      #expect(scanned.values == [commit, message, inBlob, inTree, light])
      #expect(scanned.finding(message)?.occurrences.first?.medium == .tagMessage)
      #expect(scanned.finding(inBlob)?.occurrences.first?.medium == .ref)
      #expect(scanned.finding(inTree)?.occurrences.contains { $0.path == "refs/tags/three:file" } == true)
      #expect(scanned.report.complete)
    }
  }

  @Test mutating func `commit messages, notes and stashes`() async throws {
    let (message, note, stashed, older) = (secrets.token(), secrets.token(), secrets.token(), secrets.token())
    try repository.commit("a message with \(message)")
    try repository.git("notes", "add", "-m", note)
    for secret in [older, stashed] {
      try repository.write("readme.txt", "hello\n\(secret)\n")
      try repository.git("stash")
    }
    let scanned = await Scanned(repository)
    #expect(scanned.values == [message, note, stashed, older])
    #expect(scanned.finding(message)?.occurrences.first?.medium == .commitMessage)
    #expect(scanned.finding(older)?.placement == .history)
  }

  @Test mutating func `what only a reflog leads to`() async throws {
    let secret = secrets.token()
    try repository.commit("secret.txt", secret)
    try repository.git("reset", "-q", "--hard", base)
    let scanned = await Scanned(repository)
    let finding = try #require(scanned.finding(secret))
    #expect(finding.placement == .history)
    #expect(finding.rotation == .removed)
    #expect(finding.refs.isEmpty)
  }

  @Test mutating func `the index, changed files and untracked files, but not the ignored ones`() async throws
  {
    let (staged, changed, untracked, ignored) =
      (secrets.token(), secrets.token(), secrets.token(), secrets.token())
    try repository.commit(".gitignore", "*.log\n")
    try repository.write("staged.txt", staged)
    try repository.git("add", "staged.txt")
    try repository.write("staged.txt", "something else")
    try repository.write("readme.txt", "hello\n\(changed)")
    try repository.write("new/folder/file.txt", untracked)
    try repository.write("debug.log", ignored)
    let scanned = await Scanned(repository)
    #expect(scanned.values == [staged, changed, untracked])
    for secret in [staged, changed, untracked] {
      #expect(scanned.finding(secret)?.placement == .uncommitted)
      #expect(scanned.finding(secret)?.exposure.start == nil)
    }
    #expect(scanned.finding(staged)?.occurrences.map(\.medium) == [.index])
    #expect(scanned.finding(changed)?.occurrences.map(\.medium) == [.workTree])
    #expect(scanned.finding(untracked)?.occurrences.map(\.path) == ["new/folder/file.txt"])
    let staging = await Scanned(repository) { $0.scope = .staged }
    #expect(staging.values == [staged])
    let workTree = await Scanned(repository) { $0.scope = .workTree }
    #expect(workTree.values == [changed, untracked])
  }

  @Test mutating func `content that only a merge commit holds`() async throws {
    let secret = secrets.token()
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("side.txt", "side")
    try repository.git("checkout", "-q", "main")
    try repository.commit("main.txt", "main")
    try repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
    try repository.write("merged.txt", secret)
    let merge = try repository.commit("evil merge")
    try repository.remove("merged.txt")
    try repository.commit("clean")
    let scanned = await Scanned(repository)
    #expect(scanned.finding(secret)?.exposure.firstCommit?.id == merge)
    #expect(scanned.finding(secret)?.placement == .history)
  }

  @Test mutating func `a detached HEAD is HEAD`() async throws {
    let secret = secrets.token()
    try repository.git("checkout", "-q", "--detach")
    try repository.commit("file.txt", secret)
    let scanned = await Scanned(repository)
    #expect(scanned.finding(secret)?.placement == .head)
    #expect(scanned.finding(secret)?.refs == ["HEAD"])
  }

  @Test mutating func `linked work trees see each other's HEADs`() async throws {
    let (linkedSecret, mainSecret, changed) = (secrets.token(), secrets.token(), secrets.token())
    try repository.git("config", "core.logAllRefUpdates", "false")
    let linked = repository.surroundings + "/linked"
    try repository.git("worktree", "add", "-q", "--detach", linked)
    for (folder, secret) in [(linked, linkedSecret), (repository.path, mainSecret)] {
      try repository.git("-C", folder, "checkout", "-q", "--detach")
      try Data(secret.utf8).write(to: URL(fileURLWithPath: folder + "/file.txt"))
      try repository.git("-C", folder, "add", "-A")
      try repository.git("-C", folder, "commit", "-q", "-m", "change")
    }
    try? FileManager.default.removeItem(atPath: repository.path + "/.git/logs")
    try? FileManager.default.removeItem(atPath: repository.path + "/.git/worktrees/linked/logs")
    try Data(changed.utf8).write(to: URL(fileURLWithPath: linked + "/untracked.txt"))
    let fromMain = await Scanned(repository)
    #expect(fromMain.values == [linkedSecret, mainSecret])
    #expect(fromMain.finding(mainSecret)?.placement == .head)
    let fromLinked = await Scanned(linked)
    #expect(fromLinked.values == [linkedSecret, mainSecret, changed])
    #expect(fromLinked.finding(linkedSecret)?.placement == .head)
    #expect(fromLinked.finding(mainSecret)?.placement == .branch)
    #expect(fromLinked.report.complete)
  }

  @Test mutating func `a bare repository`() async throws {
    let secret = secrets.token()
    try repository.commit("file.txt", secret)
    let bare = try TemporaryRepository(cloning: repository.path, "--bare")
    let scanned = await Scanned(bare)
    #expect(scanned.finding(secret)?.placement == .head)
    #expect(scanned.report.complete)
  }

  @Test mutating func `submodules where they are asked for`() async throws {
    let (inner, outer) = (secrets.token(), secrets.token())
    let library = try TemporaryRepository()
    try library.commit("inner.txt", inner)
    try repository.git(
      "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.path, "library")
    try repository.commit("outer.txt", outer)
    #expect(await Scanned(repository).values == [outer])
    let both = await Scanned(repository) { $0.recursesSubmodules = true }
    #expect(both.values == [inner, outer])
    #expect(both.report.targets.count == 2)
  }

  @Test mutating func `an unborn branch with a staged file`() async throws {
    let secret = secrets.token()
    let fresh = try TemporaryRepository()
    try fresh.write("file.txt", secret)
    try fresh.git("add", "-A")
    for scope in [false, true] {
      let scanned = await Scanned(fresh) { if scope { $0.scope = .staged } }
      #expect(scanned.finding(secret)?.placement == .uncommitted)
      #expect(scanned.report.complete)
    }
  }

  @Test mutating func `a size limit skips what is searched and follows what leads to it`() async throws {
    let (small, large) = (secrets.token(), secrets.token())
    for number in 0..<50 { try repository.write("folder/\(number)", "\(number)") }
    try repository.write("folder/large", large + String(repeating: " x", count: 300))
    let commit = try repository.commit("folder/small", small)
    for isPacked in [false, true] {
      if isPacked { try repository.repack() }
      let scanned = await Scanned(repository) { $0.maxSize = 400 }
      #expect(scanned.report.complete, "\(scanned.incomplete)")
      #expect(scanned.values == [small])
      #expect(scanned.finding(small)?.exposure.firstCommit?.id == commit)
      let blob = try repository.git("rev-parse", "HEAD:folder/large")
      #expect(scanned.report.diagnostics.contains { $0.code == "blob-skipped" && $0.place == blob })
    }
  }

  @Test mutating func `thousands of loose objects`() async throws {
    let all = (0..<2500).map { _ in secrets.token() }
    let stream =
      "commit refs/heads/many\ncommitter A <a@example.org> 1577836800 +0000\ndata 4\nmany\n"
      + all.enumerated().map { "M 100644 inline d\($0 % 50)/f\($0)\ndata \($1.utf8.count)\n\($1)\n" }.joined()
    try repository.git(
      "-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet", input: Array(stream.utf8))
    #expect(repository.storedFiles(endingWith: ".pack").isEmpty)
    let scanned = await Scanned(repository)
    #expect(scanned.report.complete)
    #expect(scanned.values == Set(all))
  }

  @Test mutating func `replaced and grafted history is read on both sides`() async throws {
    let (original, replacement, grafted) = (secrets.token(), secrets.token(), secrets.token())
    let commit = try repository.commit("file.txt", original)
    try repository.git("replace", commit, hiddenCommit(replacement))
    try repository.git("update-ref", "refs/heads/graft", hiddenCommit("next"))
    let old = try hiddenCommit(grafted)
    try repository.write(".git/info/grafts", "\(repository.git("rev-parse", "graft")) \(old)\n")
    #expect(await Scanned(repository).values == [original, replacement, grafted])
  }

  @Test mutating func `unreachable objects only where they are asked for`() async throws {
    let (dangling, lost) = (secrets.token(), secrets.token())
    _ = try blob(dangling)
    _ = try hiddenCommit(lost)
    #expect(await Scanned(repository).values == [])
    let all = await Scanned(repository) { $0.includesUnreachable = true }
    #expect(all.values == [dangling, lost])
    #expect(all.report.findings.allSatisfy { $0.placement == .unreachable })
    try repository.repack()
    #expect(await Scanned(repository).report.complete)
  }
}
