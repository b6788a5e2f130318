import ArgumentParser

@main
struct Leakage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "leakage")
}
