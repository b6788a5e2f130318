internal import Git

/// What a repository looked like at one moment, without any of its objects having been read.
package struct RepositoryState: Sendable, Hashable {
  /// Hexadecimal SHA-256 over refs, reflogs, HEAD, the end of a shallow clone, grafts, alternates and packs: while it stays
  /// the same, a scan of history finds the same.
  package let signature: String
  /// Bytes of packs and loose objects, roughly: what a first scan costs.
  package let objectBytes: Int64
  /// Objects in its packs and loose ones, roughly.
  package let objectCount: Int
  /// False where a part could not be read, so that the signature proves nothing.
  package let isCertain: Bool

  /// Looks at the repository at `path` itself, not at one above it.
  package init(path: String) throws(OutlineError) {
    do throws(GitError) {
      let repository = try Repository(path: path, searchesParents: false)
      let state = repository.state()
      signature = StoredState.digest([state.text])
      (objectBytes, objectCount) = repository.objectMeasure
      isCertain = state.problems.isEmpty
    } catch {
      throw OutlineError(description: "\(error)")
    }
  }
}
