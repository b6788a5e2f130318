internal import Archives
internal import Detectors

/// Searches what is in a blob that is an archive. Hits say where in it they are.
final class BlobArchive: ArchiveVisitor {
  private let scanner: TextScanner
  private(set) var hits: [Hit] = []
  private(set) var problems: [ArchiveProblem] = []
  private(set) var gaveUp: Set<String> = []

  init(_ scanner: TextScanner) { self.scanner = scanner }

  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    let found = scanner.hits(in: content)
    gaveUp.formUnion(scanner.matcher.takeGaveUp())
    guard !found.isEmpty else { return }
    let inside = scanner.table.number(ofKey: Printable.text(entry.path))
    hits += found.map { hit in
      var hit = hit
      hit.inside = inside
      return hit
    }
  }

  func note(_ problem: ArchiveProblem) { problems.append(problem) }
}
