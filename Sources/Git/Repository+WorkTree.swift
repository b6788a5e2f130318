extension Repository {
  /// Nil where there is no index as yet. `file` stands in for the repository's own, as `GIT_INDEX_FILE` has it.
  package func index(_ file: String? = nil) throws(GitError) -> IndexFile? {
    try IndexFile(path: file ?? gitFolder + "index")
  }

  /// The commits that a merge in progress joins to HEAD.
  package func mergeHeads() throws(GitError) -> [ObjectID] {
    try StoredFile.lines(of: gitFolder + "MERGE_HEAD").compactMap { ObjectID(hex: $0.prefix(40)) }
  }

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
          GitError(
            .unreadableFile, "submodule's path leads out of the work tree", place: entry.path.description))
      } else {
        paths.append(entry.path)
      }
    }
    return (paths, problems)
  }
}
