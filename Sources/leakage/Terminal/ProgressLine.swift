internal import Scanning

/// One state of a scan as a line of text.
struct ProgressLine: Equatable {
  var phase: String
  var target: String
  var done: Int
  var total: Int
  var bytes: Int64
  var secrets: Int
  /// Seconds since this phase began.
  var elapsed: Double

  init(_ progress: ScanProgress, elapsed: Double) {
    phase = progress.phase.rawValue
    target = progress.target
    done = progress.objectsDone
    total = progress.objectsTotal
    bytes = progress.bytesDone
    secrets = progress.secretsFound
    self.elapsed = elapsed
  }

  /// At most `width - 1` columns: a full line would wrap on some terminals. Parts go, the least wanted first.
  func text(width: Int) -> String {
    var parts = [phase, name, bar, count, rate, remaining, found]
    for dropped in [2, 1, 4, 5, 3] where joined(parts).count >= width { parts[dropped] = nil }
    return String(joined(parts).prefix(max(0, width - 1)))
  }

  private func joined(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: "  ") }

  /// The target's last component, with nothing in it that a terminal would obey.
  private var name: String? {
    let last = target.split(separator: "/").last ?? ""
    let safe = last.unicodeScalars.filter { !$0.properties.generalCategory.isControl }
    return safe.isEmpty || last == "." ? nil : String(String.UnicodeScalarView(safe)).prefix(24).description
  }

  private var fraction: Double? { total > 0 ? min(1, Double(done) / Double(total)) : nil }

  private var bar: String? {
    guard let fraction else { return nil }
    let cells = 20
    let filled = Int((fraction * Double(cells)).rounded(.down))
    return String(repeating: "━", count: filled) + String(repeating: "─", count: cells - filled)
  }

  private var count: String {
    total > 0
      ? "\(ProgressLine.grouped(done))/\(ProgressLine.grouped(total)) objects"
      : "\(ProgressLine.grouped(done)) objects"
  }

  private var rate: String? {
    guard elapsed > 0.2, bytes > 0 else { return nil }
    return "\(Int(Double(bytes) / 1e6 / elapsed)) MB/s"
  }

  private var remaining: String? {
    guard let fraction, fraction > 0.01, elapsed > 0.5 else { return nil }
    let seconds = Int((elapsed * (1 - fraction) / fraction).rounded(.up))
    return "eta " + (seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s")
  }

  private var found: String { secrets == 1 ? "1 secret" : "\(ProgressLine.grouped(secrets)) secrets" }

  /// `1234567` as `1,234,567`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    let marked = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
    }
    return (number < 0 ? "-" : "") + marked.joined()
  }
}

extension Unicode.GeneralCategory {
  /// Characters that move the cursor, reorder text or print nothing.
  fileprivate var isControl: Bool {
    switch self {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
