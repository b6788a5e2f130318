internal import CLibGit2

/// A path of the index.
package struct IndexEntry: Sendable, Hashable {
  /// Raw bytes, `/` between the parts.
  package let path: [UInt8]
  package let id: ObjectID
  /// 0, or 1 to 3 in a conflict.
  package let stage: Int
  package let mode: UInt32

  package var isBlob: Bool { mode & 0o170000 == 0o100000 || mode & 0o170000 == 0o120000 }
}

extension Repository {
  package func indexEntries() throws(GitError) -> [IndexEntry] {
    var index: OpaquePointer?
    try LibGit2.check(git_repository_index(&index, handle), place: gitFolder + "index")
    defer { git_index_free(index) }
    return (0..<git_index_entrycount(index)).compactMap { position in
      guard let entry = git_index_get_byindex(index, position) else { return nil }
      let stage = Int(git_index_entry_stage(entry))
      return IndexEntry(
        path: Array(String(cString: entry.pointee.path).utf8), id: ObjectID(entry.pointee.id), stage: stage,
        mode: entry.pointee.mode)
    }
  }

  /// Paths (relative to the work tree) of files that differ from the index or are untracked and not ignored.
  /// A path that ends with `/` is a folder with a repository of its own.
  package func changedFiles() throws(GitError) -> [String] {
    var options = git_status_options()
    try LibGit2.check(git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION)))
    options.show = GIT_STATUS_SHOW_WORKDIR_ONLY
    options.flags =
      GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
      | GIT_STATUS_OPT_EXCLUDE_SUBMODULES.rawValue | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
      | GIT_STATUS_OPT_INCLUDE_UNREADABLE.rawValue | GIT_STATUS_OPT_INCLUDE_UNREADABLE_AS_UNTRACKED.rawValue
    var list: OpaquePointer?
    try LibGit2.check(git_status_list_new(&list, handle, &options), place: workTree)
    defer { git_status_list_free(list) }
    return (0..<git_status_list_entrycount(list)).compactMap { position in
      guard let entry = git_status_byindex(list, position), let delta = entry.pointee.index_to_workdir,
        entry.pointee.status.rawValue & GIT_STATUS_WT_DELETED.rawValue == 0
      else { return nil }
      return delta.pointee.new_file.path.map { String(cString: $0) }
    }
  }

  /// Paths (relative to the work tree) of the submodules that the index names.
  package func submodulePaths() throws(GitError) -> [String] {
    try indexEntries().filter { $0.mode & 0o170000 == 0o160000 }.map { String(decoding: $0.path, as: UTF8.self) }
  }
}

/// A file that the index has and HEAD has not, or has otherwise.
package struct StagedChange: Sendable {
  package let path: [UInt8]
  package let new: ObjectID
  /// The blob that HEAD has at the path (or had at the old one, for a rename); nil for a new file.
  package let old: ObjectID?
}

extension Repository {
  /// What the next commit adds or changes; deletions and submodules left out. Works before the first commit.
  package func stagedChanges() throws(GitError) -> [StagedChange] {
    var tree: OpaquePointer?
    if let head {
      var commit: OpaquePointer?
      var id = head.libgit2
      try LibGit2.check(git_commit_lookup(&commit, handle, &id), .corruptObject, place: head.description)
      defer { git_commit_free(commit) }
      try LibGit2.check(git_commit_tree(&tree, commit), .corruptObject, place: head.description)
    }
    defer { git_tree_free(tree) }
    var difference: OpaquePointer?
    try LibGit2.check(git_diff_tree_to_index(&difference, handle, tree, nil, nil), place: gitFolder + "index")
    defer { git_diff_free(difference) }
    return (0..<git_diff_num_deltas(difference)).compactMap { position in
      guard let delta = git_diff_get_delta(difference, position) else { return nil }
      return Repository.change(delta.pointee)
    }
  }

  private static func change(_ delta: git_diff_delta) -> StagedChange? {
    let mode = UInt32(delta.new_file.mode) & 0o170000
    guard delta.status != GIT_DELTA_DELETED, mode == 0o100000 || mode == 0o120000, let path = delta.new_file.path
    else { return nil }
    let old = ObjectID(delta.old_file.id)
    return StagedChange(
      path: Array(String(cString: path).utf8), new: ObjectID(delta.new_file.id), old: old.isZero ? nil : old)
  }
}
