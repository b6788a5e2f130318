internal import CLibGit2
internal import Glibc

/// An open repository (libgit2). Not for several threads at once: every worker opens its own.
package final class Repository {
  let handle: OpaquePointer
  /// The `.git` folder of this work tree (or the bare repository), with a trailing slash.
  package let gitFolder: String
  /// The `.git` folder that linked work trees share.
  package let commonFolder: String
  package let objectsFolder: String
  /// Root of the work tree, with a trailing slash; nil when bare.
  package let workTree: String?

  /// Opens the repository at `path` or, with `searchesParents`, at the nearest folder above it. `objectFolders` are
  /// read beside its own, such as those of a push that is still held in quarantine.
  package init(path: String, searchesParents: Bool = true, objectFolders: [String] = []) throws(GitError) {
    guard LibGit2.isReady else { throw GitError(.library, "libgit2 cannot be initialised") }
    try GitFolderGuard.check(path: path, searchesParents: searchesParents)
    var opened: OpaquePointer?
    let flags = searchesParents ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    let status = git_repository_open_ext(&opened, path, flags, nil)
    guard status >= 0, let opened else { throw Repository.openError(status, path) }
    handle = opened
    gitFolder = String(cString: git_repository_path(opened))
    commonFolder = String(cString: git_repository_commondir(opened))
    workTree = Repository.workTree(opened, gitFolder)
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    if git_repository_item_path(&buffer, opened, GIT_REPOSITORY_ITEM_OBJECTS) == 0, let text = buffer.ptr {
      objectsFolder = String(cString: text)
    } else {
      objectsFolder = commonFolder + "objects"
    }
    for folder in objectFolders { try Repository.add(folder, to: opened) }
  }

  private static func add(_ folder: String, to handle: OpaquePointer) throws(GitError) {
    var objects: OpaquePointer?
    try LibGit2.check(git_repository_odb(&objects, handle), place: folder)
    defer { git_odb_free(objects) }
    try LibGit2.check(git_odb_add_disk_alternate(objects, folder), .unreadableFile, place: folder)
  }

  deinit { git_repository_free(handle) }

  /// libgit2 takes a bare repository without a configuration file for one with a work tree around it; git itself
  /// does not, unless the folder is called `.git`.
  private static func workTree(_ handle: OpaquePointer, _ gitFolder: String) -> String? {
    guard let folder = git_repository_workdir(handle).map({ String(cString: $0) }) else { return nil }
    if gitFolder.hasSuffix("/.git/") || git_repository_is_worktree(handle) == 1 { return folder }
    return access(folder + ".git", F_OK) == 0 ? folder : nil
  }

  private static func openError(_ status: Int32, _ path: String) -> GitError {
    let message = LibGit2.lastMessage(status)
    if status == GIT_ENOTFOUND.rawValue {
      return GitError(.notARepository, "not a git repository", place: path)
    }
    return GitError(.unsupportedRepository, message, place: path)
  }

  package var isBare: Bool { workTree == nil }
  package var isShallow: Bool { git_repository_is_shallow(handle) == 1 }
  package var isUnborn: Bool { git_repository_head_unborn(handle) == 1 }

  /// Commit that HEAD leads to; nil on an unborn branch or a broken HEAD.
  package var head: ObjectID? {
    var id = git_oid()
    return git_reference_name_to_id(&id, handle, "HEAD") == 0 ? ObjectID(id) : nil
  }

  /// Full name of the branch that HEAD is on; nil when detached.
  package var headBranch: String? {
    var reference: OpaquePointer?
    guard git_reference_lookup(&reference, handle, "HEAD") == 0 else { return nil }
    defer { git_reference_free(reference) }
    return git_reference_symbolic_target(reference).map { String(cString: $0) }
  }

  /// Fetch address of `origin`, or of the only remote; credentials still in it.
  package var remoteAddress: String? {
    var names = git_strarray()
    guard git_remote_list(&names, handle) == 0 else { return nil }
    defer { git_strarray_dispose(&names) }
    let all = (0..<names.count).compactMap { names.strings[$0].map { String(cString: $0) } }
    guard let name = all.first(where: { $0 == "origin" }) ?? (all.count == 1 ? all.first : nil) else {
      return nil
    }
    var remote: OpaquePointer?
    guard git_remote_lookup(&remote, handle, name) == 0 else { return nil }
    defer { git_remote_free(remote) }
    return git_remote_url(remote).map { String(cString: $0) }
  }

}
