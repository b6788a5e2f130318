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
  private let graph: TreeGraph
  private let store: ObjectStore

  init(_ harvest: ObjectHarvest, _ graph: TreeGraph, _ store: ObjectStore) {
    self.graph = graph
    commitNumbers = Set(harvest.commits.map(\.number))
    tagTargets = Dictionary(
      harvest.tags.map { ($0.number, $0.target) }, uniquingKeysWith: { first, _ in first })
    self.store = store
  }

  mutating func add(_ references: [Reference], isTip: Bool) {
    for reference in references {
      var id = reference.target
      // A tag may point at a tag; only forged ones lead in a circle.
      var passed: Set<Int> = []
      while true {
        guard let number = store.number(of: id) else {
          missing.append(Reference(name: reference.name, target: id))
          break
        }
        guard let target = tagTargets[number], passed.insert(number).inserted else {
          note(reference.name, number, isTip: isTip)
          break
        }
        tags.insert(number)
        id = target
      }
    }
  }

  /// What is neither a commit nor a tree is a blob, or could not be read, which was said where it was tried.
  private mutating func note(_ name: String, _ number: Int, isTip: Bool) {
    if commitNumbers.contains(number) {
      roots.append(number)
      if isTip { commits.append((name, number)) }
    } else if graph.edges(of: number) != nil {
      trees.append((name, number))
    } else {
      blobs.append((name, number))
    }
  }
}
