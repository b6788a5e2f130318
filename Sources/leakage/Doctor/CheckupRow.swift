/// One thing that was looked at.
struct CheckupRow {
  let name: String
  let state: String
  /// What to do about it; nil when nothing is wrong.
  var help: String?
  /// Something does not work, or not as the user must think. A row may give advice without being one.
  var isProblem = false

  init(_ name: String, _ state: String) {
    self.name = name
    self.state = state
  }

  /// Works, but something else may be wanted.
  init(_ name: String, _ state: String, note: String) {
    self.init(name, state)
    help = note
  }

  init(_ name: String, wrong state: String, help: String?) {
    self.init(name, state)
    self.help = help
    isProblem = true
  }

  /// A check that ended in an error.
  init(_ name: String, _ failure: CommandFailure) {
    self.init(name, wrong: failure.message, help: failure.help)
  }

  private static let width = 14

  /// `hooks         pre-commit`, with the advice in a line of its own.
  var text: String {
    let label = name + String(repeating: " ", count: max(1, CheckupRow.width - name.count))
    let indent = String(repeating: " ", count: CheckupRow.width)
    return label + (isProblem ? "problem: " : "") + state + "\n"
      + (help.map { "\(indent)  help: \($0)\n" } ?? "")
  }
}
