internal import Findings

/// A point in time on the command line.
enum DateArgument {
  static func parse(_ text: String) throws -> Timestamp {
    guard let date = Timestamp(parsing: text) else {
      throw BadValue("not a date; write it as 2024-02-29 or 2024-02-29T13:05:09Z")
    }
    return date
  }
}
