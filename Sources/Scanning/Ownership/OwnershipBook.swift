internal import Findings
internal import Git

/// Tells who answers for a path of HEAD.
final class OwnershipBook {
  private let attribution: Attribution
  private let head: Int?
  private let book: CommitBook
  private let owners: CodeOwners?
  private var lastChanges: [Int32: Int] = [:]

  init(_ attribution: Attribution, head: Int?, _ book: CommitBook, _ store: ObjectStore) {
    self.attribution = attribution
    self.head = head
    self.book = book
    owners = head.flatMap { head in
      let tree = attribution.history.commits[head].record.treeID
      return CodeOwners.places.lazy.compactMap { place -> CodeOwners? in
        guard let number = book.blob(at: place.map { Array($0.utf8) }, inTree: tree) else { return nil }
        return book.content(of: number) { CodeOwners($0.prefix(CodeOwners.sizeLimit)) }
      }.first
    }
  }

  /// Of a secret with these occurrences, of which `places` stand in HEAD.
  func ownership(of occurrences: [Occurrence], inHead places: [Attribution.Place]) -> Ownership? {
    let files = occurrences.filter { $0.medium == .file }
    let inPlace = files.filter(\.isInPlace)
    let asked = inPlace.isEmpty ? files.suffix(1) : inPlace.prefix(100)
    let names = Set(asked.flatMap { owners?.owners(of: $0.path) ?? [] })
    let first = places.min { $0.path < $1.path }
    let committer = first.flatMap { lastChange(of: $0.path) }.map { commit in
      book.summary(of: attribution.history.commits[commit].record.number).committer
    }
    let ownership = Ownership(codeOwners: names.sorted(), lastCommitter: committer)
    return ownership.isEmpty ? nil : ownership
  }

  /// The commit (history index) that made a path what it is in HEAD: back along the parents that have it so already.
  private func lastChange(of path: Int32) -> Int? {
    guard let head else { return nil }
    if let known = lastChanges[path] { return known }
    let names = attribution.paths.names(of: path)
    let wanted = entry(names, in: head)
    var index = head
    while let parent = attribution.history.commits[index].parents.first(where: { parent in
      attribution.nodeOfCommit[Int(parent)] == attribution.nodeOfCommit[index]
        || entry(names, in: Int(parent)) == wanted
    }) {
      index = Int(parent)
    }
    lastChanges[path] = index
    return index
  }

  private func entry(_ names: [UInt32], in commit: Int) -> PrunedTrees.Entry? {
    var node = attribution.nodeOfCommit[commit]
    for (depth, name) in names.enumerated() {
      let entries = attribution.trees.nodes[Int(node)].filter { $0.name == name }
      if depth == names.count - 1 { return entries.first { !$0.isTree } }
      guard let next = entries.first(where: \.isTree) else { return nil }
      node = next.child
    }
    return nil
  }
}
