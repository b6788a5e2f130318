internal import ArgumentParser

/// Why a command could not do its work: printed on stderr as `error: …` and `  help: …`.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
  let message: String
  /// A command that can be run, or where to look.
  let help: String?
  let status: Int32

  init(_ message: String, help: String? = nil, status: Int32 = ExitStatus.usage) {
    self.message = message
    self.help = help
    self.status = status
  }

  var description: String {
    guard let help else { return "error: \(message)" }
    return "error: \(message)\n  help: \(help)"
  }

  /// Prints whatever ended a command and gives the exit status.
  static func conclude(_ error: any Error) -> Int32 {
    if let exit = error as? ExitCode { return exit.rawValue }
    if !(error is CommandFailure), Leakage.exitCode(for: error) == .success {
      return print(Leakage.fullMessage(for: error))
    }
    let failure = error as? CommandFailure ?? CommandFailure(parsing: error)
    StandardStream.error.line(failure.description)
    return failure.status
  }

  /// Help and version texts are results: they go to stdout.
  private static func print(_ text: String) -> Int32 {
    do {
      try StandardStream.output.write(text.hasSuffix("\n") ? text : text + "\n")
      return ExitStatus.clean
    } catch {
      StandardStream.error.line("\(error)")
      return ExitStatus.incomplete
    }
  }
}

extension CommandFailure {
  /// The parser's message in our words' order: what is wrong, then what may be meant.
  init(parsing error: any Error) {
    var message = Leakage.message(for: error)
    var help = "see: " + CommandFailure.pointer(in: Leakage.fullMessage(for: error))
    for advice in [" Did you mean ", " Please provide "] {
      guard let cut = message.firstRange(of: advice) else { continue }
      help = CommandFailure.lowered(CommandFailure.onOneLine(message[cut.lowerBound...].dropFirst()))
      message = String(message[..<cut.lowerBound])
    }
    self.init(CommandFailure.lowered(message), help: help)
  }

  /// `leakage scan --help` out of `See 'leakage scan --help' for more information.`
  private static func pointer(in text: String) -> String {
    guard let start = text.firstRange(of: "See '"),
      let end = text[start.upperBound...].firstIndex(of: "'")
    else { return "leakage --help" }
    return String(text[start.upperBound..<end])
  }

  /// Many values come as a list of lines: `one of the following:\n  - text\n  - json`.
  private static func onOneLine(_ advice: some StringProtocol) -> String {
    let lines = String(advice).split(whereSeparator: \.isNewline)
    let values = lines.dropFirst().map { $0.drop { $0 == " " || $0 == "-" } }.filter { !$0.isEmpty }
    guard let last = values.last, values.count > 1 else { return String(advice) }
    let first = lines[0].replacing(" the following:", with: " ")
    return first + values.dropLast().map { "'\($0)'" }.joined(separator: ", ") + " or '\(last)'"
  }

  private static func lowered(_ message: some StringProtocol) -> String {
    let text = message.hasSuffix(".") ? String(message.dropLast()) : String(message)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
