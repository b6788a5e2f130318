/// An entry of a tree that may lead to a secret: a folder, or a blob with hits. An object that the store lacks
/// is kept as well, so that it is missed only where something reachable needs it.
struct TreeEdge: Sendable, Hashable {
  /// `watched` is a blob without hits whose name history is asked for.
  enum Kind: UInt8, Sendable { case tree, blob, missing, missingTree, watched }
  /// Object number of the child; for a missing one, its number in the worker's list.
  var child: UInt32
  /// Number in the worker's `NameTable`.
  var name: UInt32
  var kind: Kind
}
