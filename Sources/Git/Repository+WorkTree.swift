extension Repository {
  /// Nil where there is no index as yet.
  package func index() throws(GitError) -> IndexFile? { try IndexFile(path: gitFolder + "index") }

  /// The changed and untracked files of the work tree; nothing in a bare repository.
  package func changes(
    index: IndexFile?, maxSize: Int, isCancelled: () -> Bool = { false }
  ) -> WorkTreeStatus.Result {
    guard let workTree else { return WorkTreeStatus.Result() }
    let status = WorkTreeStatus(
      workTree: workTree, index: index, ignoreRules: IgnoreRules(self), maxSize: maxSize)
    return status.run(isCancelled: isCancelled)
  }

  /// Paths (relative to the work tree) of the submodules that the index names; one that would lead out of the
  /// work tree is a problem.
  package func submodules() throws(GitError) -> (paths: [BytePath], problems: [GitError]) {
    var paths: [BytePath] = []
    var problems: [GitError] = []
    for entry in try index()?.entries ?? [] where entry.isSubmodule {
      let parts = entry.path.bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
      if parts.contains(where: { $0.isEmpty || $0 == [0x2E, 0x2E] || $0 == FolderWalk.gitName[...] }) {
        problems.append(
          GitError(.unreadableFile, "submodule's path leads out of the work tree", place: entry.path.description))
      } else {
        paths.append(entry.path)
      }
    }
    return (paths, problems)
  }
}
