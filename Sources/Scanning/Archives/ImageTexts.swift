internal import Archives
internal import Detectors
internal import Findings
internal import Git

/// What the files of an image's layers hold, in whatever order they come.
final class ImageTexts: ImageVisitor {
  /// Hits in a file of a layer.
  struct Place {
    /// The file in the layer, normalised: for one in an archive, that archive.
    let file: [UInt8]
    var text: LocalText
  }

  let scanner: TextScanner
  /// By the number of the layer.
  private(set) var places: [Int: [Place]] = [:]
  private(set) var strays: [LocalText] = []
  private(set) var problems = Diagnostics()
  private(set) var statistics = Statistics()

  init(_ scanner: TextScanner) { self.scanner = scanner }

  func visit(layer: Int, _ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    guard let text = text(entry, content) else { return }
    places[layer, default: []].append(Place(file: entry.names.first ?? [], text: text))
  }

  func visitStray(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    if let text = text(entry, content) { strays.append(text) }
  }

  func note(_ problem: ArchiveProblem) {
    if !problem.isIncomplete { statistics.skipped += 1 }
    problems.note(problem)
  }

  private func text(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) -> LocalText? {
    statistics.files += 1
    statistics.blobBytes += Int64(content.count)
    return text(Printable.text(entry.path), .file, content)
  }

  private func text(
    _ shown: String, _ medium: Occurrence.Medium, _ content: UnsafeRawBufferPointer
  ) -> LocalText? {
    let hits = scanner.hits(in: content)
    let stuck = scanner.matcher.takeGaveUp()
    if !stuck.isEmpty { problems.noteGaveUp(shown, stuck) }
    return hits.isEmpty ? nil : LocalText(medium: medium, path: shown, hits: hits)
  }

  /// Further names of files that hold secrets are places of their own: one of them may be deleted alone.
  func addHardLinks(of listing: LayerListing, layer: Int) {
    guard let known = places[layer], !listing.hardLinks.isEmpty else { return }
    let targets = Dictionary(grouping: known, by: \.file)
    for link in listing.hardLinks {
      for place in targets[link.target] ?? [] {
        let inside = place.text.path.dropFirst(Printable.text(place.file).count)
        let text = LocalText(
          medium: .file, path: Printable.text(link.path) + inside, hits: place.text.hits)
        places[layer, default: []].append(Place(file: link.path, text: text))
      }
    }
  }

  /// Lines of a configuration. A hit's line is then the number of the entry.
  func hits(in lines: [String], of name: String) -> [Hit] {
    let entries = lines.enumerated().flatMap { index, line in
      repeatElement(Int32(clamping: index + 1), count: line.utf8.count { $0 == 0x0A } + 1)
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let text = bytes.withUnsafeBytes { self.text(name, .imageConfig, $0) }
    return (text?.hits ?? []).map { hit in
      var hit = hit
      let line = Int(hit.line) - 1
      hit.line = entries.indices.contains(line) ? entries[line] : hit.line
      return hit
    }
  }
}
