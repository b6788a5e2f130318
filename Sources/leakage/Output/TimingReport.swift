internal import Detectors
internal import FoundationEssentials

/// What the detectors of a scan cost, as a table and as JSON.
struct TimingReport {
  private let rows: [DetectorTimings.Row]

  init(_ timings: DetectorTimings) { rows = timings.rows }

  private static let head = ["detector", "literal hits", "searches", "matches", "limit hits", "ms"]

  /// Slowest first, with a line for all.
  var table: String {
    let lines = [TimingReport.head] + rows.map(cells) + [total]
    let widths = TimingReport.head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      zip(cells, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private func cells(_ row: DetectorTimings.Row) -> [String] {
    [row.detector] + [row.literalHits, row.searches, row.matches, row.limitHits].map { "\($0)" }
      + [TimingReport.milliseconds(row.time)]
  }

  private var total: [String] {
    let sums = [\DetectorTimings.Row.literalHits, \.searches, \.matches, \.limitHits].map { key in
      "\(rows.reduce(0) { $0 + $1[keyPath: key] })"
    }
    return ["all \(rows.count)"] + sums + [TimingReport.milliseconds(rows.reduce(.zero) { $0 + $1.time })]
  }

  /// With one decimal.
  private static func milliseconds(_ time: Duration) -> String {
    let tenths = Int((time / .microseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// An array, slowest first; times in nanoseconds.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(rows.map(Entry.init)), as: UTF8.self) + "\n"
  }

  private struct Entry: Encodable {
    let detector: String
    let literalHits: Int
    let searches: Int
    let matches: Int
    let limitHits: Int
    let nanoseconds: Int64

    init(_ row: DetectorTimings.Row) {
      detector = row.detector
      literalHits = row.literalHits
      searches = row.searches
      matches = row.matches
      limitHits = row.limitHits
      nanoseconds = Int64(row.time / .nanoseconds(1))
    }
  }
}
