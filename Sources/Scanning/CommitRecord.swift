internal import Git

/// What dating needs of a commit, by object numbers.
struct CommitRecord: Sendable {
  let number: Int
  /// Number of the tree; nil when the store lacks it.
  let tree: Int?
  let treeID: ObjectID
  let parents: [ObjectID]
  /// Committer's time, seconds since 1970.
  let committed: Int64

  init(number: Int, header: CommitHeader, store: ObjectStore) {
    self.number = number
    treeID = header.tree
    tree = store.number(of: header.tree)
    parents = header.parents
    committed = header.committed
  }
}

struct TagRecord: Sendable {
  let number: Int
  let name: String
  let target: ObjectID

  init(number: Int, tag: ParsedTag) {
    self.number = number
    name = tag.name
    target = tag.target
  }
}
