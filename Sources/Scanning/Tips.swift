internal import Findings
internal import Git

/// What the refs of a repository point at, peeled.
struct Tips {
  /// A ref with the commit that it leads to (index in the history).
  struct Tip {
    let name: String
    let commit: Int
  }

  /// Commits, as object numbers, to start the history from.
  private(set) var roots: [Int] = []
  /// Refs that lead to a commit, by name.
  private(set) var commits: [(name: String, number: Int)] = []
  /// Refs that lead to a tree or a blob.
  private(set) var trees: [(name: String, number: Int)] = []
  private(set) var blobs: [(name: String, number: Int)] = []
  /// Tags (object numbers) that refs lead through.
  private(set) var tags: Set<Int> = []
  private(set) var missing: [Reference] = []

  private let commitNumbers: Set<Int>
  private let tagTargets: [Int: ObjectID]
  private let store: ObjectStore

  init(_ harvest: ObjectHarvest, _ store: ObjectStore) {
    commitNumbers = Set(harvest.commits.map(\.number))
    tagTargets = Dictionary(harvest.tags.map { ($0.number, $0.target) }, uniquingKeysWith: { first, _ in first })
    self.store = store
  }

  mutating func add(_ references: [Reference], isTip: Bool, kind: (Int) -> ObjectKind?) {
    for reference in references {
      var id = reference.target
      // A tag may point at a tag; a chain of a hundred is a forgery.
      for _ in 0..<100 {
        guard let number = store.number(of: id) else {
          missing.append(Reference(name: reference.name, target: id))
          break
        }
        if let target = tagTargets[number] {
          tags.insert(number)
          id = target
          continue
        }
        note(reference.name, number, isTip: isTip, kind: kind)
        break
      }
    }
  }

  private mutating func note(_ name: String, _ number: Int, isTip: Bool, kind: (Int) -> ObjectKind?) {
    if commitNumbers.contains(number) {
      roots.append(number)
      if isTip { commits.append((name, number)) }
    } else if kind(number) == .tree {
      trees.append((name, number))
    } else {
      blobs.append((name, number))
    }
  }
}
