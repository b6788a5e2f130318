/// A shell command line in simple commands: enough to see which files it names. It follows POSIX quoting and
/// expands nothing.
struct ShellWords {
  /// Words of one command, without quotes.
  struct Command: Equatable {
    var words: [String] = []
    /// Files that stand behind `<`.
    var inputs: [String] = []
  }

  private(set) var commands: [Command] = []
  private var word: String?
  private var redirect: Redirect?

  private enum Redirect { case input, other }

  init(_ line: String) {
    var rest = Array(line)[...]
    commands = [Command()]
    while let character = rest.first {
      rest.removeFirst()
      switch character {
      case "\\":
        if let next = rest.popFirst(), next != "\n" { add(next) }
      case "'": takeQuoted(&rest, until: "'")
      case "\"": takeQuoted(&rest, until: "\"")
      case " ", "\t": endWord()
      case "\n", ";", "|", "&", "(", ")", "`", "{", "}": endCommand()
      case "$" where rest.first == "(": endCommand()
      case "#" where word == nil: rest = rest.drop { $0 != "\n" }
      case "<" where rest.first == "<":
        // What follows is text for the command, not names of files.
        endCommand()
        return
      case "<":
        endWord()
        redirect = .input
      case ">":
        endWord()
        redirect = .other
      default: add(character)
      }
    }
    endCommand()
    commands.removeAll { $0.words.isEmpty && $0.inputs.isEmpty }
  }

  private mutating func add(_ character: Character) { word = (word ?? "") + String(character) }

  private mutating func takeQuoted(_ rest: inout ArraySlice<Character>, until quote: Character) {
    word = word ?? ""
    while let next = rest.popFirst(), next != quote {
      if next == "\\", quote == "\"", let escaped = rest.first, "\"\\$`".contains(escaped) {
        rest.removeFirst()
        add(escaped)
      } else {
        add(next)
      }
    }
  }

  private mutating func endWord() {
    guard let ended = word else { return }
    word = nil
    defer { redirect = nil }
    switch redirect {
    case .input: commands[commands.count - 1].inputs.append(ended)
    case .other: break
    case nil: commands[commands.count - 1].words.append(ended)
    }
  }

  private mutating func endCommand() {
    endWord()
    redirect = nil
    if commands.last != Command() { commands.append(Command()) }
  }
}
