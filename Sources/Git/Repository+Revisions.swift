internal import CLibGit2

extension Repository {
  /// The commit that a revision expression names.
  package func commit(named revision: String) throws(GitError) -> ObjectID { try resolve(revision).commit }

  /// The same, but where the expression names an annotated tag, that tag, which has a message of its own.
  package func tip(named revision: String) throws(GitError) -> ObjectID { try resolve(revision).named }

  private func resolve(_ revision: String) throws(GitError) -> (named: ObjectID, commit: ObjectID) {
    var object: OpaquePointer?
    guard git_revparse_single(&object, handle, revision) == 0 else {
      throw GitError(.unknownRevision, "no such revision", place: revision)
    }
    defer { git_object_free(object) }
    var commit: OpaquePointer?
    guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0 else {
      throw GitError(.unknownRevision, "this names no commit", place: revision)
    }
    defer { git_object_free(commit) }
    return (ObjectID(git_object_id(object).pointee), ObjectID(git_object_id(commit).pointee))
  }

  /// True where a shallow clone ends among the commits that `tips` lead to and `excluded` do not: the clone then lacks
  /// some of them.
  package func isCutOff(
    tips: [ObjectID], excluding excluded: [ObjectID], _ reader: ObjectReader
  ) throws(GitError) -> Bool {
    let boundary = try shallowBoundary()
    if boundary.isEmpty { return false }
    let hidden = try Repository.history(of: excluded, without: [], boundary, reader)
    return !boundary.isDisjoint(with: try Repository.history(of: tips, without: hidden, boundary, reader))
  }

  private static func history(
    of starts: [ObjectID], without hidden: Set<ObjectID>, _ boundary: Set<ObjectID>, _ reader: ObjectReader
  ) throws(GitError) -> Set<ObjectID> {
    var seen: Set<ObjectID> = []
    var pending = starts
    while let id = pending.popLast() {
      guard !hidden.contains(id), seen.insert(id).inserted, !boundary.contains(id) else { continue }
      pending += try reader.commit(id).parents
    }
    return seen
  }
}
