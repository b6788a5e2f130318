import Detectors
import Foundation
import TestRepositories
import Testing

/// Random leaks in all the places that a report speaks of, in every format and scope: nothing that the program says holds
/// eight or more consecutive characters of a secret's value.
struct SecrecyProgramTests {
  /// Examples of detectors with different shapes, with the length of the public prefix.
  private static let templates = [
    ("ghp_{alnum:30}{crc:github}", 4), ("glpat-{alnum:20}", 6), ("AIza{alnum:35}", 4),
    ("sk_live_{alnum:24}", 8), ("SG.{alnum:22}.{alnum:43}", 3),
  ]

  private struct Leak {
    let value: String
    let prefix: Int
  }

  private func leaks(_ seed: Int) throws -> [Leak] {
    try Self.templates.enumerated().map { number, template in
      Leak(value: try ExampleTemplate(template.0).text(seed: UInt64(seed * 100 + number)), prefix: template.1)
    }
  }

  /// Whatever git accepts as a name, an address, a subject, a branch, a path, a remote's address.
  private func repository(_ leaks: [Leak], _ random: inout Mutator) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for (number, leak) in leaks.enumerated() {
      let padding = String(repeating: "x", count: 185 + random.below(20))
      try repository.write("file\(number).env", "TOKEN_\(number)=\(leak.value)\n")
      try repository.write("dir-\(leak.value)/file.txt", "again \(leak.value)\n")
      if random.below(2) == 0 {
        try repository.write("big-\(leak.value).bin", String(repeating: "a", count: 4000))
      }
      try repository.git("add", "-A")
      try repository.git(
        "-c", "user.name=\(padding)\(leak.value)", "-c", "user.email=\(leak.value)@example.org", "commit",
        "-q", "-m",
        random.below(2) == 0 ? "\(padding) \(leak.value) end" : "use \(leak.value) now\n\n\(leak.value)")
      try repository.git("tag", "-a", "-m", leak.value, "v-\(leak.value)")
      if random.below(2) == 0 { try repository.remove("file\(number).env") }
    }
    try repository.git("notes", "add", "-m", leaks[0].value)
    try repository.git("checkout", "-q", "-b", "branch-\(leaks[1].value)")
    try repository.git(
      "remote", "add", "origin", "https://user:\(leaks[2].value)@example.org/x?token=\(leaks[3].value)")
    try repository.write(".git/refs/heads/broken-\(leaks[0].value)", "nothing\n")
    try repository.write("new-\(leaks[4].value).txt", "untracked \(leaks[4].value)\n")
    return repository
  }

  private static let scopes = [
    [], ["--max-size", "3000"], ["--staged"], ["--worktree"], ["--no-git"], ["HEAD~1..HEAD"],
  ]

  @Test(arguments: 0..<2) func `nothing that the program says holds a part of a secret`(seed: Int) throws {
    var random = Mutator(seed: seed)
    let leaks = try leaks(seed)
    let repository = try repository(leaks, &random)
    let files = ["r.txt", "r.jsonl", "r.sarif"].map { repository.surroundings + "/" + $0 }
    for arguments in Self.scopes {
      let reports = files.flatMap { ["--report", $0] }
      let result = try Program.run(["scan", "-v", "-f", "json"] + reports + arguments, in: repository.path)
      #expect((0...3).contains(result.status))
      let said =
        try [result.output, result.error] + files.map { try String(contentsOfFile: $0, encoding: .utf8) }
      for leak in leaks where said.contains(where: { shows(leak, $0) }) {
        Issue.record("\(arguments): a value that begins with \(leak.value.prefix(leak.prefix))")
      }
    }
  }

  private func shows(_ leak: Leak, _ text: String) -> Bool {
    let characters = Array(leak.value)
    return (leak.prefix...(characters.count - 8)).contains { text.contains(String(characters[$0..<$0 + 8])) }
  }
}
