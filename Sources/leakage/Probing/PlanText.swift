internal import Detectors
internal import Findings
internal import Probing

/// What a run would send, as a table.
struct PlanText {
  private let plan: ProbePlan
  private let inventoried: Int

  init(_ plan: ProbePlan, inventoried: Int) {
    self.plan = plan
    self.inventoried = inventoried
  }

  var text: String {
    let rows = plan.rows
    var lines: [String] = []
    if rows.isEmpty { lines.append("Nothing would be sent.") } else {
      lines.append("Would send (nothing was sent yet):")
      lines += table(
        rows.map { row in
          [
            "\(row.count)", row.provider, row.endpoint, row.carrier,
            row.kind.rawValue + (row.renewsOnUse ? ", renews on use" : ""),
          ]
        }, headed: ["COUNT", "PROVIDER", "REQUEST", "SECRET IN", "CLASS"])
      lines.append("and a wrong value of the same shape to each endpoint first. A probe leaves a log entry and counts as a use.")
    }
    if inventoried > 0 { lines.append("\(inventoried) known from the inventory: not sent.") }
    for omission in plan.omissions {
      let names = omission.detectors.prefix(6).joined(separator: ", ") + (omission.detectors.count > 6 ? ", …" : "")
      lines.append("\(omission.count) left out: \(omission.reason.words) (\(names))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ rows: [[String]], headed header: [String]) -> [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.indices.map { column in
        column == row.count - 1
          ? row[column] : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
      }
      return "  " + cells.joined(separator: "  ")
    }
  }
}
