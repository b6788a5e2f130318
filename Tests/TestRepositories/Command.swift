internal import Foundation

/// Runs git in a fixed environment.
enum Command {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func git(
    _ arguments: [String], in folder: String, home: String, input: [UInt8] = [],
    committed: Int64 = TemporaryRepository.epoch, authored: Int64 = TemporaryRepository.epoch
  ) throws -> [UInt8] {
    let files = try TemporaryFolder()
    try UnsyncedFile.write(input, to: files.path + "/input")
    for name in ["output", "errors"] { try UnsyncedFile.write([], to: "\(files.path)/\(name)") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment(home: home, committed: committed, authored: authored)
    // Files, not pipes: nothing can fill up and wait.
    process.standardInput = FileHandle(forReadingAtPath: files.path + "/input")
    process.standardOutput = FileHandle(forWritingAtPath: files.path + "/output")
    process.standardError = FileHandle(forWritingAtPath: files.path + "/errors")
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let errors = FileManager.default.contents(atPath: files.path + "/errors") ?? Data()
      throw Failure(
        description: "git \(arguments.joined(separator: " ")): \(String(decoding: errors, as: UTF8.self))")
    }
    return Array(FileManager.default.contents(atPath: files.path + "/output") ?? Data())
  }

  private static func environment(home: String, committed: Int64, authored: Int64) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      // No waiting for the disk: see `UnsyncedFile`.
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsync", "GIT_CONFIG_VALUE_0": "none",
      "GIT_AUTHOR_NAME": "Ann Author", "GIT_AUTHOR_EMAIL": "ann@example.org",
      "GIT_COMMITTER_NAME": "Carl Committer", "GIT_COMMITTER_EMAIL": "carl@example.org",
      "GIT_AUTHOR_DATE": "@\(authored) +0000", "GIT_COMMITTER_DATE": "@\(committed) +0000",
    ]
  }
}

/// A folder of its own that goes when the object does.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    BrokenPipes.areErrors
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("leakage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
  }
}
