/// `A..B` among the positional arguments.
struct RevisionRange: Equatable {
  let text: String

  /// Nil for an existing path, and for what can only be one: a path with a component `..`.
  init?(_ argument: String, exists: (String) -> Bool) {
    guard argument.contains(".."), !exists(argument),
      !argument.split(separator: "/").contains("..")
    else { return nil }
    text = argument
  }

  /// Git's three dots mean another set of commits than two.
  var isSymmetric: Bool { text.contains("...") }

  /// Positional arguments as paths and at most one range.
  static func separate(
    _ arguments: [String], exists: (String) -> Bool
  ) throws(CommandFailure) -> (paths: [String], range: String?) {
    var paths: [String] = []
    var ranges: [RevisionRange] = []
    for argument in arguments {
      if let range = RevisionRange(argument, exists: exists) {
        ranges.append(range)
      } else {
        paths.append(argument)
      }
    }
    guard ranges.count < 2 else {
      throw CommandFailure(
        "two ranges given: \(ranges.map(\.text).joined(separator: ", "))", help: "give one A..B")
    }
    if let range = ranges.first, range.isSymmetric {
      let text = range.text
      throw CommandFailure(
        "'\(text)' is a symmetric difference, which is not supported",
        help: "name the commits of one side with two dots: A..B")
    }
    return (paths, ranges.first?.text)
  }
}
