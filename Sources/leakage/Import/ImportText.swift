internal import Migration

/// What an import says at its end.
struct ImportText {
  let plan: ImportPlan
  let remarks: [Remark]
  let isDry: Bool

  var isSomethingLeft: Bool { remarks.contains { $0.kind == .left } }

  private static let headings: [(Remark.Kind, String)] = [
    (.left, "not carried over"), (.changed, "carried over, but not to the letter"), (.needless, "not needed"),
  ]

  var text: String {
    var blocks = [carried]
    for (kind, heading) in ImportText.headings {
      let rows = rows(of: kind)
      if !rows.isEmpty { blocks.append("\(heading): \(rows.count)\n" + rows.map(row).joined()) }
    }
    if isDry { blocks += plan.files.map { "--- \($0.path)\n" + $0.text } }
    return blocks.joined(separator: "\n")
  }

  /// In the order of the files' lines.
  func rows(of kind: Remark.Kind) -> [Remark] {
    remarks.filter { $0.kind == kind }.sorted { Place($0) < Place($1) }
  }

  /// By file and line.
  private struct Place: Comparable {
    private let file: String
    private let line: Int

    init(_ remark: Remark) {
      let colon = remark.place.lastIndex(of: ":")
      let number = colon.flatMap { Int(remark.place[remark.place.index(after: $0)...]) }
      line = number ?? 0
      file = number == nil ? remark.place : colon.map { String(remark.place[..<$0]) } ?? remark.place
    }

    static func < (left: Place, right: Place) -> Bool { (left.file, left.line) < (right.file, right.line) }
  }

  private var carried: String {
    guard !plan.files.isEmpty else { return "carried over: nothing\n" }
    let width = plan.files.map(\.what.count).max() ?? 0
    return (isDry ? "would be carried over\n" : "carried over\n")
      + plan.files.map { file in
        "  " + file.what + String(repeating: " ", count: width - file.what.count)
          + "  \(file.path) (\(file.state))\n"
          + (file.note.map { "    \($0)\n" } ?? "")
      }.joined()
  }

  private func row(_ remark: Remark) -> String {
    "  \(remark.place): \(remark.name): \(remark.reason)\n"
      + (remark.advice.map { "    help: \($0)\n" } ?? "")
  }
}
