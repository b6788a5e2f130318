internal import Foundation

/// Runs git for what git alone knows: where it looks for hooks, and its configuration. The commands run no program of
/// the repository's choice: no hook, no alias, no pager, no file-system monitor.
struct GitCommand {
  let folder: String

  struct Answer {
    let status: Int32
    /// Without the last line end.
    let output: String
    let complaint: String
  }

  /// Throws where there is no git to be run.
  func run(_ arguments: [String]) throws(CommandFailure) -> Answer {
    let process = Process()
    let (output, complaint) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    do {
      try process.run()
      // Both are short: neither pipe fills up while the other is read.
      let text = try output.fileHandleForReading.readToEnd() ?? Data()
      let words = try complaint.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return Answer(
        status: process.terminationStatus, output: GitCommand.trimmed(text),
        complaint: GitCommand.trimmed(words))
    } catch {
      throw CommandFailure("git cannot be run: \(error)", help: "install git")
    }
  }

  /// The output of a command that has to work.
  func answer(_ arguments: String...) throws(CommandFailure) -> String {
    let answer = try run(arguments)
    guard answer.status == 0 else {
      let reason = answer.complaint.replacing("fatal: ", with: "")
      throw CommandFailure(reason.isEmpty ? "git \(arguments[0]) ends with status \(answer.status)" : reason)
    }
    return answer.output
  }

  /// A configured path, `~` expanded; nil where nothing sets it.
  func path(_ key: String, _ scope: String...) throws(CommandFailure) -> String? {
    let answer = try run(["config"] + scope + ["--type=path", "--get", key])
    return answer.status == 0 && !answer.output.isEmpty ? answer.output : nil
  }

  private static func trimmed(_ data: Data) -> String {
    let text = String(decoding: data, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
