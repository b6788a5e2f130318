internal import ArgumentParser

struct BaselineCreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Scan, and write every secret and posture issue found to a new baseline.",
    discussion: """
      EXAMPLES:
        leakage baseline create
        leakage baseline create -o known.json ~/src/api
      """)

  @OptionGroup var options: BaselineOptions

  @Flag(help: "Replace an existing file.")
  var force = false

  func run() async throws {
    guard force || !FileSystem.exists(options.output) else {
      throw CommandFailure(
        "'\(options.output)' exists already",
        help: "add to it with: leakage baseline update -o \(options.output)")
    }
    try await BaselineRecorder(options: options).create()
  }
}
