import Detectors
import Foundation
import TestRepositories

/// Somebody who works in repositories with the real git and has a home of their own, so that nothing of the machine's
/// configuration counts.
struct GitUser {
  let repository: TemporaryRepository
  var home: String { repository.surroundings }
  var environment: [String: String] = [:]

  init(_ repository: TemporaryRepository) { self.repository = repository }

  /// One repository with a first commit.
  init() throws {
    try self.init(TemporaryRepository())
    try repository.commit("readme.txt", "hello\n")
  }

  /// Runs git; in the repository unless told otherwise.
  @discardableResult
  func git(_ arguments: String..., in folder: String? = nil) throws -> Program.Result {
    try Program.run(
      ["git"] + arguments, program: "/usr/bin/env", in: folder ?? repository.path, environment: variables)
  }

  /// Runs leakage there.
  @discardableResult
  func leakage(_ arguments: String..., input: String = "", in folder: String? = nil) throws -> Program.Result
  {
    try Program.run(arguments, in: folder ?? repository.path, input: input, environment: variables)
  }

  /// Writes a file and stages it.
  func stage(_ name: String, _ content: String) throws {
    try repository.write(name, content)
    try repository.git("add", name)
  }

  var head: String { get throws { try repository.git("rev-parse", "HEAD") } }

  private var variables: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
      "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "core.fsync", "GIT_CONFIG_VALUE_0": "none",
      "GIT_CONFIG_KEY_1": "protocol.file.allow", "GIT_CONFIG_VALUE_1": "always",
      "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org",
      "GIT_COMMITTER_NAME": "Carl", "GIT_COMMITTER_EMAIL": "carl@example.org",
      "GIT_AUTHOR_DATE": "@\(TemporaryRepository.epoch) +0000",
      "GIT_COMMITTER_DATE": "@\(TemporaryRepository.epoch) +0000",
    ].merging(environment) { $1 }
  }

  /// A token with a right checksum, different for every seed.
  static func token(_ seed: UInt64) throws -> String {
    try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: seed)
  }

  /// An executable script.
  static func write(script: String, to path: String) throws {
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
