internal import Git

/// The objects that an earlier search found to hold nothing, so that this one need not read them.
package struct KnownObjects: Sendable {
  private enum Content: Sendable {
    case marks(ObjectMarks)
    case allBut(Set<ObjectID>)
  }

  private let content: Content

  package init(_ marks: ObjectMarks) { content = .marks(marks) }

  /// Everything but the named objects is known to hold nothing. Words that are no object id name none.
  package init(allBut ids: some Sequence<String>) {
    content = .allBut(Set(ids.compactMap { ObjectID($0) }))
  }

  func contains(_ id: ObjectID) -> Bool {
    switch content {
    case .marks(let marks): marks.contains(id)
    case .allBut(let ids): !ids.contains(id)
    }
  }

  /// The numbers of a store's objects that are known.
  func numbers(in store: ObjectStore) -> ObjectSet {
    var known = ObjectSet(count: store.count)
    for number in 0..<store.count where contains(store.id(of: number)) { known.insert(number) }
    return known
  }
}
