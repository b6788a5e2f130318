/// A repository that was found on this machine.
package struct LocalRepository: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case clone
    case bare
    /// A work tree of a repository whose own folder was not met.
    case worktree
  }

  /// What a scan is pointed at: the work tree, or the bare repository.
  package let path: String
  package let kind: Kind
  /// The folder that holds objects and refs.
  package let gitFolder: String
  /// Of its packs, and an estimate of its loose objects: what a scan has to read, without a look into any file.
  package let bytes: Int
}
