/// Takes the entries of one layer.
final class LayerVisitor: ArchiveVisitor {
  private(set) var listing = LayerListing()
  private let number: Int
  private let name: [UInt8]
  private let target: any ImageVisitor

  init(_ number: Int, name: String, for target: any ImageVisitor) {
    self.number = number
    self.name = Array(name.utf8)
    self.target = target
  }

  func interest(in entry: ArchiveEntry) -> ArchiveInterest {
    guard entry.names.count == 1 else { return .search }
    listing.add(entry)
    return LayerListing.isWhiteout(entry) ? .pass : .search
  }

  func list(_ entry: ArchiveEntry) { if entry.names.count == 1 { listing.add(entry) } }

  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    let path = LayerPath.normalised(entry.names.first ?? [])
    let entry = ArchiveEntry(
      names: [path] + entry.names.dropFirst(), kind: entry.kind, size: entry.size, modified: entry.modified,
      target: entry.target)
    target.visit(layer: number, entry, content)
  }

  func note(_ problem: ArchiveProblem) {
    target.note(ArchiveProblem(failure: problem.failure, names: [name] + problem.names))
  }
}

/// Takes what no image names.
final class StrayVisitor: ArchiveVisitor {
  private let target: any ImageVisitor
  private let wanted: (ArchiveEntry) -> ArchiveInterest

  init(for target: any ImageVisitor, wanted: @escaping (ArchiveEntry) -> ArchiveInterest = { _ in .search }) {
    self.target = target
    self.wanted = wanted
  }

  func interest(in entry: ArchiveEntry) -> ArchiveInterest { wanted(entry) }
  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) { target.visitStray(entry, content) }
  func note(_ problem: ArchiveProblem) { target.note(problem) }
}
