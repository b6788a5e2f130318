internal import ArgumentParser

/// Finds the command that a command line names.
///
/// Parsing from the root asks every command on the way, and the default one, for all of its arguments: a third of the time
/// that a hook takes. The command that the words name is therefore parsed by itself; whatever that does not take
/// (a mistake, a request for help) goes the whole way and is answered from there.
struct CommandChoice {
  private let root: any ParsableCommand.Type

  init(_ root: any ParsableCommand.Type) { self.root = root }

  func command(for arguments: [String]) throws -> any ParsableCommand {
    if let (type, rest) = named(by: arguments), let command = try? type.parseAsRoot(rest),
      Swift.type(of: command) == type
    {
      return command
    }
    return try root.parseAsRoot(arguments)
  }

  /// The command that the words name, or the default one at their end, and the arguments behind them; nil where only the
  /// root knows.
  private func named(by arguments: [String]) -> (any ParsableCommand.Type, [String])? {
    var type = root
    var rest = arguments[...]
    while let word = rest.first,
      let next = type.configuration.subcommands.first(where: { $0._commandName == word })
    {
      type = next
      rest = rest.dropFirst()
    }
    if let usual = type.configuration.defaultSubcommand, rest.first != "help" { type = usual }
    return type.configuration.subcommands.isEmpty ? (type, Array(rest)) : nil
  }
}

extension CommandConfiguration {
  /// Named as a part of another command. Also spares a command that is parsed by itself the search for a request for a
  /// completion script, which only the root answers.
  func below(_ name: String) -> CommandConfiguration {
    var configuration = self
    configuration._superCommandName = name
    return configuration
  }
}
