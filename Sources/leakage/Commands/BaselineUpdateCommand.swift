internal import ArgumentParser

struct BaselineUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Scan, and bring a baseline up to date: what is new in, what vanished out.",
    discussion: """
      EXAMPLES:
        leakage baseline update
        leakage baseline update -o known.json ~/src/api
      """)

  @OptionGroup var options: BaselineOptions

  func run() async throws {
    try await BaselineRecorder(options: options).update(try BaselineFile(options.output).read())
  }
}
