import Foundation
import TestRepositories
import Testing

/// A job in a clone of its own: main with an old leak, and a branch `work` that goes on from it.
struct CIJob {
  let origin: TemporaryRepository
  let old: String
  let new: String
  /// Tip of main, and of work without and with the leak.
  let main: String
  let clean: String
  let leaky: String
  let home: TemporaryRepository

  init(seed: UInt64) throws {
    home = try TemporaryRepository()
    origin = try TemporaryRepository()
    old = try GitUser.token(seed)
    new = try GitUser.token(seed + 1)
    try origin.commit("old.env", "TOKEN=\(old)\n")
    main = try origin.commit("a.txt", "a\n")
    try origin.git("checkout", "-q", "-b", "work")
    try origin.git("mv", "old.env", "moved.env")
    clean = try origin.commit("move")
    leaky = try origin.commit("dir/new file.env", "# a\nTOKEN=\(new)\n")
    try origin.git("checkout", "-q", "main")
  }

  /// A clone with a revision checked out, detached as most services have it.
  func clone(at revision: String, depth: Int? = nil) throws -> TemporaryRepository {
    let repository: TemporaryRepository
    if let depth {
      repository = try TemporaryRepository(
        cloning: origin.address, "--depth=\(depth)", "--no-single-branch", "--branch=work")
    } else {
      repository = try TemporaryRepository(cloning: origin.address)
    }
    try repository.git("checkout", "-q", "--detach", revision)
    return repository
  }

  /// GitHub's variables for an event, with the files that it gives to a step.
  func gitHub(_ name: String, _ event: String, base: String? = nil) throws -> [String: String] {
    try home.write("event.json", event)
    try home.write("summary.md", "")
    try home.write("output", "")
    return [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": home.path + "/event.json",
      "GITHUB_STEP_SUMMARY": home.path + "/summary.md", "GITHUB_OUTPUT": home.path + "/output",
      "GITHUB_REF_NAME": "work",
    ].merging(base.map { ["GITHUB_BASE_REF": $0] } ?? [:]) { $1 }
  }

  static let zero = String(repeating: "0", count: 40)
}
