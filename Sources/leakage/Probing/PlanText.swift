internal import Detectors
internal import Findings
internal import Probing

/// What a run would send, as a table.
struct PlanText {
  private let plan: ProbePlan
  private let inventoried: Int
  private let options: ProbeOptions
  private let strangers: [String]

  init(_ plan: ProbePlan, inventoried: Int, options: ProbeOptions, strangers: [String] = []) {
    self.plan = plan
    self.inventoried = inventoried
    self.options = options
    self.strangers = strangers
  }

  var text: String {
    let parts = [sending, knowing, leavingOut, refusing + next].filter { !$0.isEmpty }
    return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var sending: [String] {
    let rows = plan.rows
    guard !rows.isEmpty else { return ["Nothing was sent, and --run would send nothing."] }
    let count = plan.steps.count
    let table = PlanText.table(
      [["COUNT", "PROVIDER", "REQUEST", "SECRET IN", "CLASS"]]
        + rows.map { row in
          let renewal = row.renewsOnUse ? ", renews on use: asked once" : ""
          return ["\(row.count)", row.provider, row.endpoint, row.carrier, row.kind.rawValue + renewal]
        })
    return [
      "Nothing was sent. --run would send \(count == 1 ? "1 credential to its provider" : "\(count) credentials to their providers"):",
      "",
    ] + table + ["", costs, "A probe leaves an entry in the provider's log and counts as a use."]
  }

  private var costs: String {
    let cost = plan.cost(options)
    let time = cost.seconds < 1 ? "at once" : "in \(PlanText.words(seconds: cost.seconds)) or more"
    return "With a wrong value of the same shape to each endpoint first: \(cost.requests) requests, \(time)."
  }

  private var knowing: [String] {
    inventoried > 0 ? ["\(inventoried) known from the inventory: not sent."] : []
  }

  private var leavingOut: [String] {
    let omissions = plan.omissions
    guard !omissions.isEmpty else { return [] }
    return ["Left out:"]
      + PlanText.table(
        omissions.map { omission in
          let names =
            omission.detectors.prefix(6).joined(separator: ", ") + (omission.detectors.count > 6 ? ", …" : "")
          return ["\(omission.count)", omission.reason.words, names]
        })
  }

  private var refusing: [String] {
    strangers.map { "--run would be refused: \($0) is not among probe.owned-remotes." }
  }

  private var next: [String] {
    plan.steps.isEmpty || !strangers.isEmpty ? [] : ["To send it: leakage probe --run --i-own-these"]
  }

  /// `45 s`, `12 min`, `3 h`.
  static func words(seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded(.up))) min"
    default: "\(Int((seconds / 3600).rounded(.up))) h"
    }
  }

  /// Columns two spaces apart; the last one is as wide as it is.
  private static func table(_ rows: [[String]]) -> [String] {
    let columns = rows.first?.indices ?? 0..<0
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        column == row.count - 1
          ? row[column] : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
      }
      return "  " + cells.joined(separator: "  ")
    }
  }
}
