internal import Auditing

/// The state of an audit as one line of text.
struct AuditLine {
  let counts: AuditTally.Counts
  /// Seconds since the audit began.
  let elapsed: Double

  /// At most `width - 1` columns: parts go, the least wanted first.
  func text(width: Int) -> String {
    var parts: [String?] = [
      "\(ProgressLine.grouped(counts.done))/\(ProgressLine.grouped(counts.total)) repositories", failed,
      found,
      rate, remaining, slowest,
    ]
    for dropped in [5, 3, 4, 1] where joined(parts).count >= width { parts[dropped] = nil }
    return String(joined(parts).prefix(max(0, width - 1)))
  }

  private func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: "  ") }

  private var failed: String? { counts.failed > 0 ? "\(counts.failed) failed" : nil }

  private var found: String {
    counts.findings == 1 ? "1 finding" : "\(ProgressLine.grouped(counts.findings)) findings"
  }

  private var rate: String? {
    guard elapsed > 1, counts.bytesRead > 0 else { return nil }
    return "\(ProgressLine.grouped(Int(Double(counts.bytesRead) / 1e6 / elapsed))) MB/s packed"
  }

  private var remaining: String? {
    guard counts.fraction > 0.01, counts.done < counts.total, elapsed > 2 else { return nil }
    let seconds = Int((elapsed * (1 - counts.fraction) / counts.fraction).rounded(.up))
    return "eta " + (seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s")
  }

  private var slowest: String? {
    guard let first = counts.inHand.min(by: { $0.value.since < $1.value.since }) else { return nil }
    let seconds = Int((ContinuousClock.now - first.value.since) / .seconds(1))
    let name = first.key.split(separator: "/").last.map(String.init) ?? first.key
    let part = "\(Int(first.value.fraction * 100)) %"
    return seconds > 2 ? "\(name) \(part) in \(seconds) s" : name
  }
}
