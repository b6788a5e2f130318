internal import Archives
internal import Findings
internal import Git

extension NamedFile {
  var isBundle: Bool { if case .bundle = self { true } else { false } }
}

extension TargetRunner {
  /// A folder that holds container images and is no repository.
  func isImageLayout(_ path: String) -> Bool {
    options.opensFileArchives && ImageReader.isLayout(folder: path)
      && !TargetRunner.looksLikeRepository(path)
  }

  /// What the command line names, opened by what it is: container images, else an archive. Nil for everything else.
  func scanOpened(_ path: String) -> [RepositoryScanner.Outcome]? {
    guard options.opensFileArchives else { return nil }
    if isImageLayout(path) { return ImageScan(plan: plan, options: options).run(folder: path) }
    guard case .archive(let kind) = NamedFile(path) else { return nil }
    if kind == .tar || kind == .compressed,
      let outcomes = ImageScan(plan: plan, options: options).run(file: path)
    {
      return outcomes
    }
    return [scanArchive(path)]
  }

  private func scanArchive(_ path: String) -> RepositoryScanner.Outcome {
    let shown = Printable.text(path.utf8)
    var outcome = RepositoryScanner.Outcome(target: .init(kind: .archive, path: shown))
    var scanner = FileScanner(job: emptyJob(), opensArchives: true)
    let isWhole = scanner.openArchive(at: BytePath(path), followsLinks: true, shownAs: shown, .file)
    if Task.isCancelled {
      outcome.diagnostics.noteCancelled(path)
    } else if !isWhole {
      // What cannot be opened is searched as it lies.
      var plain = FileScanner(job: emptyJob(), opensArchives: false, with: scanner.scanner)
      plain.scanNamed(path, .file)
      scanner.take(plain)
    }
    finish([scanner], &outcome)
    return outcome
  }
}
