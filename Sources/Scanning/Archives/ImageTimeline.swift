internal import Archives
internal import Detectors
internal import Findings

/// The steps of an image's build with the dates that can be believed.
struct ImageTimeline {
  private let image: ContainerImage
  private let mask: ValueMask
  private let now: Timestamp
  private(set) var dates: [Timestamp?] = []
  /// The step of each layer.
  private var steps: [Int: Int] = [:]

  private static let day: Int64 = 86_400
  /// Container images are younger; what claims to be older is a date that stands for none.
  private static let earliest = Timestamp(year: 2005, month: 1, day: 1)
  /// Longest text that a report shows.
  private static let limit = 200

  init(_ image: ContainerImage, mask: ValueMask, now: Timestamp) {
    self.image = image
    self.mask = mask
    self.now = now
    var latest = ImageTimeline.earliest
    for (index, step) in image.steps.enumerated() {
      if let layer = step.layer { steps[layer] = index }
      let date = step.created.flatMap { ImageTimeline.isCredible($0, after: latest, now) ? $0 : nil }
      dates.append(date)
      latest = max(latest, date ?? latest)
    }
  }

  /// Neither in the future nor before what it was built on; a day is left for clocks.
  private static func isCredible(_ date: Timestamp, after latest: Timestamp, _ now: Timestamp) -> Bool {
    date.seconds <= now.seconds + day && date.seconds >= latest.seconds - day && date >= earliest
  }

  func step(ofLayer layer: Int) -> Int { steps[layer] ?? 0 }

  func summary(_ step: Int) -> CommitSummary {
    guard image.steps.indices.contains(step) else { return configuration }
    let told = image.steps[step]
    let digest = told.layer.flatMap { image.layers.indices.contains($0) ? image.layers[$0].digest : nil }
    return summary(
      id: digest ?? image.id, author: told.author, date: dates[step],
      words: ImageTimeline.instruction(told.command), step: step + 1, hasFiles: digest != nil)
  }

  /// What the image says as a whole, where no step can be named.
  var configuration: CommitSummary {
    let date = image.created.flatMap {
      ImageTimeline.isCredible($0, after: ImageTimeline.earliest, now) ? $0 : nil
    }
    return summary(
      id: image.id, author: "", date: date, words: "image configuration", step: max(1, image.steps.count),
      hasFiles: false)
  }

  private func summary(
    id: String?, author: String, date: Timestamp?, words: String, step: Int, hasFiles: Bool
  ) -> CommitSummary {
    let signature = Signature(name: shown(author), email: "", date: date ?? Timestamp(seconds: 0))
    return CommitSummary(
      id: id ?? String(repeating: "0", count: 64), author: signature, committer: signature,
      subject: shown(words), layer: LayerMark(step: step, hasFiles: hasFiles, isDated: date != nil))
  }

  private func shown(_ text: String) -> String {
    String(mask.masked(Printable.text(text.utf8.prefix(1 << 20))).prefix(ImageTimeline.limit))
  }

  /// `RUN …` for `/bin/sh -c …`, `ENV …` for `/bin/sh -c #(nop)  ENV …`: as the Dockerfile had it.
  static func instruction(_ command: String) -> String {
    let shell = "/bin/sh -c "
    guard command.hasPrefix(shell) else { return command.trimmed }
    let rest = command.dropFirst(shell.count)
    guard rest.hasPrefix("#(nop)") else { return "RUN " + String(rest).trimmed }
    return String(rest.dropFirst(6)).trimmed
  }

  /// Not before the last step below that can be believed, nor after the first above.
  func bounds(_ step: Int) -> DateBounds {
    let below = dates.prefix(step).compactMap(\.self).max()
    let above = dates.dropFirst(step + 1).compactMap(\.self).first
    return DateBounds(earliest: below, latest: above ?? now)
  }
}

extension String {
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
