internal import Reporting

/// Where one report goes, and as what.
struct Destination: Equatable, Sendable {
  enum Place: Equatable, Sendable {
    case standardOutput
    case file(String)
  }

  var place: Place
  var format: OutputFormat

  init(_ place: Place, as format: OutputFormat) {
    self.place = place
    self.format = format
  }

  /// `FILE` with a telling extension, or `FORMAT:FILE`; `-` is standard output.
  static func report(_ argument: String) throws(CommandFailure) -> Destination {
    if let colon = argument.firstIndex(of: ":"),
      let format = OutputFormat(rawValue: String(argument[..<colon]))
    {
      return Destination(place(String(argument[argument.index(after: colon)...])), as: format)
    }
    return Destination(place(argument), as: try format(of: argument))
  }

  static func place(_ path: String) -> Place { path == "-" ? .standardOutput : .file(path) }

  static func format(of path: String) throws(CommandFailure) -> OutputFormat {
    guard let format = OutputFormat(path: path) else {
      throw CommandFailure(
        "cannot tell a report format from the name '\(path)'",
        help: "end it in .txt, .json, .jsonl or .sarif, or write the format before it: json:\(path)")
    }
    return format
  }
}
