internal import Crypto
internal import Git

/// What a repository looked like at one moment, without any of its objects having been read.
package struct RepositoryState: Sendable, Hashable {
  /// Hexadecimal SHA-256 over refs, reflogs, HEAD, the end of a shallow clone, grafts, alternates and packs: while it stays
  /// the same, a scan of history finds the same.
  package let signature: String
  /// Ids of all objects that refs and reflogs name, sorted.
  package let tips: [String]
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
      signature = SHA256.hash(data: Array(state.text.utf8)).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
      tips = state.tips.map(\.description)
      (objectBytes, objectCount) = repository.objectMeasure
      isCertain = state.problems.isEmpty
    } catch {
      throw OutlineError(description: "\(error)")
    }
  }
}
