internal import Archives
internal import Detectors
internal import Findings
internal import Git

/// Scans a file or a folder of container images: one outcome for each image.
struct ImageScan {
  let plan: ScanPlan
  let options: ScanOptions
  private let texts: ImageTexts

  init(plan: ScanPlan, options: ScanOptions) {
    self.plan = plan
    self.options = options
    texts = ImageTexts(TextScanner(plan, honoursInlineMarkers: !options.isUntrusted))
  }

  private var reader: ImageReader {
    ImageReader(limits: options.archiveLimits, for: texts, isCancelled: { Task.isCancelled })
  }

  /// Nil where the file is no image.
  func run(file: String) -> [RepositoryScanner.Outcome]? {
    guard let open = OpenFile(BytePath(file), followsLinks: true) else { return nil }
    let shown = Printable.text(file.utf8)
    guard let content = reader.read(descriptor: open.descriptor, name: Array(shown.utf8)) else { return nil }
    return outcomes(of: content, file)
  }

  /// Nil where the folder is no image layout. What lies in it beside its images is scanned as files are.
  func run(folder: String) -> [RepositoryScanner.Outcome]? {
    guard let (content, isUsed) = reader.read(folder: folder) else { return nil }
    let listing = FolderWalk.list(BytePath(folder), isCancelled: { Task.isCancelled })
    let job = ScanJob(store: ObjectStore.empty, plan: plan, options: options)
    var scanner = FileScanner(job: job, opensArchives: true, with: texts.scanner)
    for file in listing.files where !Task.isCancelled {
      let name = Printable.text(file.bytes)
      if !isUsed(name) { scanner.scan(file.below(BytePath(folder)), shownAs: name, .file) }
    }
    return outcomes(of: content, folder, strays: scanner, listing.problems)
  }

  private func outcomes(
    of content: ImageContent, _ path: String, strays: FileScanner? = nil, _ problems: [GitError] = []
  ) -> [RepositoryScanner.Outcome] {
    for (number, listing) in content.layers.enumerated() { texts.addHardLinks(of: listing, layer: number) }
    let configs = content.images.map { ImageConfigHits($0, texts) }
    let table = texts.scanner.table
    let mask = table.mask
    let identities = SecretIdentities(table, plan.catalog.detectors, key: options.key)
    let pathBook = PathBook(plan.catalog.detectors)
    var outcomes: [RepositoryScanner.Outcome] = []
    for (image, config) in zip(content.images, configs) {
      var outcome = RepositoryScanner.Outcome(target: target(image, path, isAlone: content.images.count == 1))
      outcome.mask = mask
      outcome.findings =
        ImageFindings(
          plan: plan, options: options, table: table, identities: identities, pathBook: pathBook, mask: mask,
          history: ImageHistory(image, content, texts), config: config,
          timeline: ImageTimeline(image, mask: mask, now: options.now),
          strays: outcomes.isEmpty ? texts.strays + (strays?.found ?? []) : []
        ).findings()
      outcomes.append(outcome)
    }
    if outcomes.isEmpty {
      outcomes.append(RepositoryScanner.Outcome(target: .init(kind: .image, path: Printable.text(path.utf8))))
    }
    outcomes[0].statistics = texts.statistics
    outcomes[0].diagnostics.add(texts.problems.all)
    if let strays { strays.addCounts(to: &outcomes[0]) }
    outcomes[0].statistics.matchedBytes = texts.scanner.matcher.matchedBytes
    for problem in problems { outcomes[0].diagnostics.noteUnread(problem) }
    if Task.isCancelled { outcomes[0].diagnostics.noteCancelled(path) }
    return outcomes
  }

  private func target(_ image: ContainerImage, _ path: String, isAlone: Bool) -> Report.Target {
    let shown = Printable.text(path.utf8)
    let tag = image.tags.first.map { Printable.text($0.utf8.prefix(300)) }
    let name = tag ?? image.id.map { String($0.prefix(12)) } ?? "image"
    return Report.Target(
      kind: .image, path: isAlone ? shown : "\(shown)!/\(name)", revision: image.id, branch: tag)
  }
}
