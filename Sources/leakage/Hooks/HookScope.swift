internal import Scanning

/// What a hook searches, found out from what git tells it.
struct HookScope {
  enum Source: Equatable {
    /// The index; or the one that git names, as for `git commit -a` and `git commit PATH`.
    case staged(indexFile: String?)
    /// Commits that `tips` lead to and `excluded` do not.
    case commits(tips: [String], excluded: [String])
    case nothing
  }

  /// The repository to open.
  var path: String
  var source: Source
  /// Object folders beside the repository's own: git keeps a push apart until its hooks have agreed
  /// (git-receive-pack(1), "Quarantine Environment").
  var objectFolders: [String] = []

  private let environment: ProcessEnvironment

  init(
    _ hook: GitHook, arguments: [String], environment: ProcessEnvironment,
    input: () throws(CommandFailure) -> String
  )
    throws(CommandFailure)
  {
    self.environment = environment
    path = "."
    source = .nothing
    // A push inherits these from the hook that made it: they hold for the receiving end alone.
    if hook == .preReceive { objectFolders = HookScope.quarantine(environment) }
    let outline = try open()
    switch hook {
    case .preCommit: source = try commit(outline)
    case .prePush: source = try push(PushedRefs(try input(), of: hook), to: arguments.first, outline)
    case .preReceive: source = try receive(PushedRefs(try input(), of: hook), outline)
    }
  }

  /// The repository that git itself works on, which need not be the one that the folder is in.
  private mutating func open() throws(CommandFailure) -> RepositoryOutline {
    guard let named = environment["GIT_DIR"] else { return try outline(path) }
    do throws(CommandFailure) {
      let here = try outline(path)
      if FileSystem.resolved(here.gitFolder) == FileSystem.resolved(named) { return here }
    } catch {}
    path = named
    return try outline(path)
  }

  private func outline(_ path: String) throws(CommandFailure) -> RepositoryOutline {
    try HookScope.told { () throws(OutlineError) in
      try RepositoryOutline(path: path, objectFolders: objectFolders)
    }
  }

  /// Whatever cannot be found out leaves something unsearched.
  private static func told<Value>(_ body: () throws(OutlineError) -> Value) throws(CommandFailure) -> Value {
    do { return try body() } catch { throw CommandFailure("\(error)", status: ExitStatus.incomplete) }
  }

  private static func quarantine(_ environment: ProcessEnvironment) -> [String] {
    let others = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.split(separator: ":").map(String.init) ?? []
    let all =
      [environment["GIT_OBJECT_DIRECTORY"], environment["GIT_QUARANTINE_PATH"]].compactMap(\.self) + others
    return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  // MARK: The hooks

  /// The pre-commit framework runs one command at several stages and says in the environment what is meant.
  private func commit(_ outline: RepositoryOutline) throws(CommandFailure) -> Source {
    if let to = environment["PRE_COMMIT_TO_REF"], let from = environment["PRE_COMMIT_FROM_REF"] {
      return .commits(tips: [to], excluded: [from])
    }
    if let remote = environment["PRE_COMMIT_REMOTE_NAME"] {
      // A push of everything: the remote has none of it.
      let tip = environment["PRE_COMMIT_LOCAL_BRANCH"] ?? "HEAD"
      return .commits(tips: [tip], excluded: try known(to: remote, outline))
    }
    return .staged(indexFile: environment["GIT_INDEX_FILE"])
  }

  /// What the remote has already is what its refs had when they were last seen, and what they have now as git says. A
  /// remote without a name (a bare address) is not known to have anything.
  private func push(_ pushed: PushedRefs, to remote: String?, _ outline: RepositoryOutline)
    throws(CommandFailure) -> Source
  {
    guard !pushed.tips.isEmpty else { return .nothing }
    let seen = try known(to: remote, outline)
    return .commits(tips: pushed.tips, excluded: pushed.olds.compactMap { outline.commit($0) } + seen)
  }

  private func known(to remote: String?, _ outline: RepositoryOutline) throws(CommandFailure) -> [String] {
    guard let remote, !remote.isEmpty else { return [] }
    return try commits(below: "refs/remotes/\(remote)/", outline)
  }

  /// Before the push takes effect, all refs are what they were.
  private func receive(_ pushed: PushedRefs, _ outline: RepositoryOutline) throws(CommandFailure) -> Source {
    guard !pushed.tips.isEmpty else { return .nothing }
    return .commits(tips: pushed.tips, excluded: try commits(below: "refs/", outline))
  }

  /// Refs that lead to a tree or a blob have no history.
  private func commits(below prefix: String, _ outline: RepositoryOutline) throws(CommandFailure) -> [String]
  {
    let references = try HookScope.told { () throws(OutlineError) in try outline.references(below: prefix) }
    return Set(references.map(\.id)).sorted().compactMap { outline.commit($0) }
  }
}
