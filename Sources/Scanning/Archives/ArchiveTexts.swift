internal import Archives
internal import Detectors
internal import Findings
internal import Git

/// Searches the files of an archive as the walk brings them.
final class ArchiveTexts: ArchiveVisitor {
  private let scanner: TextScanner
  private let medium: Occurrence.Medium
  private(set) var found: [LocalText] = []
  private(set) var problems = Diagnostics()
  private(set) var count = 0
  private(set) var bytes: Int64 = 0
  private(set) var skipped = 0

  init(_ scanner: TextScanner, _ medium: Occurrence.Medium) {
    self.scanner = scanner
    self.medium = medium
  }

  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    let shown = Printable.text(entry.path)
    count += 1
    bytes += Int64(content.count)
    if ArchiveTexts.isPack(entry.name) { problems.noteArchivedRepository(shown) }
    let hits = scanner.hits(in: content)
    let stuck = scanner.matcher.takeGaveUp()
    if !stuck.isEmpty { problems.noteGaveUp(shown, stuck) }
    if !hits.isEmpty { found.append(LocalText(medium: medium, path: shown, hits: hits)) }
  }

  func note(_ problem: ArchiveProblem) {
    if !problem.isIncomplete { skipped += 1 }
    problems.note(problem)
  }

  /// Git's packs hold compressed objects, which are no files to be searched.
  private static func isPack(_ name: [UInt8]) -> Bool {
    let mark = Array("objects/pack/pack-".utf8)
    guard name.suffix(5).elementsEqual(".pack".utf8), name.count >= mark.count + 45 else { return false }
    return name.dropLast(45).suffix(mark.count).elementsEqual(mark)
  }
}
