import Findings

extension TextReport {
  /// Where it is now, then where it was: the first few and how many more.
  func places(of finding: Finding) -> [StyledText] {
    let sorted = placesInOrder(of: finding)
    let shown = sorted.prefix(style.isVerbose ? Finding.occurrenceLimit : 3)
    let hidden = finding.occurrenceCount - shown.count
    let more: [StyledText] =
      hidden > 0 ? [.dim("and \(Words.count(hidden, "more place"))")] : []
    return shown.map(place) + more
  }

  func placesInOrder(of finding: Finding) -> [Occurrence] {
    finding.occurrences.filter(\.isInPlace) + finding.occurrences.filter { !$0.isInPlace }
  }

  private func place(_ occurrence: Occurrence) -> StyledText {
    var text = location(occurrence)
    if let key = occurrence.key { text += .dim("  \(key)") }
    if let encoding = occurrence.encoding { text += .dim("  in \(encoding)") }
    if let removed = occurrence.removed {
      text += .dim("  until \(removed.layer == nil ? removed.day : removed.name)")
    }
    return text
  }

  /// `path:line`, which most terminals make clickable; for a message or another medium without a file,
  /// what it is. Behind its repository where the report is about several: `acme/api: path:line`.
  func location(_ occurrence: Occurrence) -> StyledText {
    guard report.targets.count > 1, let repository = occurrence.repository else { return spot(occurrence) }
    return .dim("\(style.isVerbose ? repository : repository.shortRepository): ") + spot(occurrence)
  }

  private func spot(_ occurrence: Occurrence) -> StyledText {
    switch occurrence.medium {
    case .imageConfig: StyledText("\(occurrence.path):\(occurrence.line)") + .dim(" (image configuration)")
    case .file, .workTree:
      StyledText("\(occurrence.path):\(occurrence.line)", link: fileAddress(of: occurrence))
    case .index: StyledText("\(occurrence.path):\(occurrence.line)") + .dim(" (index)")
    case .standardInput: StyledText("\(occurrence.path):\(occurrence.line)")
    case .commitMessage, .tagMessage, .note, .ref:
      StyledText("\(occurrence.path), line \(occurrence.line)")
    }
  }

  /// A `file:` address, where the file is there to be opened.
  private func fileAddress(of occurrence: Occurrence) -> String? {
    guard occurrence.isInPlace, report.targets.count == 1, let target = report.targets.first,
      target.kind == .repository || target.kind == .directory, !occurrence.path.contains("!/"),
      case let root = target.path,
      root.hasPrefix("/"), !occurrence.path.contains("\\"),
      !occurrence.path.split(separator: "/").contains("..")
    else { return nil }
    let isClosed = root.hasSuffix("/")
    return "file://" + (root + (isClosed ? "" : "/") + occurrence.path).percentEncodedPath
  }
}
