import Detectors
import Foundation
import TestRepositories
import Testing

/// Which files of a repository the program obeys, and what names its secrets.
struct TrustProgramTests {
  private let repository: TemporaryRepository

  init() throws {
    repository = try TemporaryRepository()
    let token = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 31)
    try repository.commit("a.env", "TOKEN=\(token)\n")
  }

  private func status(_ arguments: String..., in folder: String? = nil) throws -> Int32 {
    try Program.run(["scan"] + arguments, in: folder ?? repository.path).status
  }

  @Test func `a work tree's configuration is obeyed in it alone`() throws {
    try repository.commit(".leakage.toml", "[scan]\nexclude-paths = [\"*.env\"]\n")
    let bare = try TemporaryRepository(cloning: repository.path, "--bare")
    let other = try TemporaryRepository()
    #expect(try status() == 0)
    #expect(try status(repository.path, in: other.path) == 0)
    #expect(try status("--untrusted") == 1)
    #expect(try status("--no-git", ".") == 1)
    #expect(try status(".", other.path) == 1)
    #expect(try status(bare.path, in: other.path) == 1)
    #expect(try status("--config", repository.path + "/.leakage.toml", bare.path, in: other.path) == 0)
    try repository.write(".leakage.toml", "[scan]\nmax-sise = 1\n")
    let refused = try Program.run(["scan"], in: repository.path)
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.error.hasPrefix("error: .leakage.toml:2: no such setting: 'scan.max-sise'"))
  }

  private func fingerprint(_ environment: [String: String] = [:]) throws -> Substring? {
    let output = try Program.run(["scan", "-f", "json"], in: repository.path, environment: environment).output
    return output.split(separator: "\n").first { $0.contains("\"fingerprint\"") }
  }

  @Test func `a key in the environment gives other fingerprints, the same every time`() throws {
    let key = ["LEAKAGE_KEY": String(repeating: "0123456789abcdef", count: 2)]
    let plain = try #require(try fingerprint())
    let keyed = try #require(try fingerprint(key))
    #expect(try plain != keyed && fingerprint() == plain && fingerprint(key) == keyed)
  }

  @Test func `an entry that has ended is told beside the finding that came back`() throws {
    let line = try #require(try fingerprint())
    let id = line.split(separator: "\"")[3]
    try repository.write(".leakageignore", "\(id) reason=\"revoked\" until=2020-01-31\n")
    #expect(try Program.run(["scan", "--now", "2020-01-31"], in: repository.path).status == 0)
    let later = try Program.run(["scan", "--now", "2020-02-01"], in: repository.path)
    #expect(later.status == 1)
    #expect(later.output.contains("this entry ended on 2020-01-31"))
  }

  @Test func `a copy of a known secret at a new path is reported as that`() throws {
    #expect(try Program.run(["baseline", "create", "-o", "known.json"], in: repository.path).status == 0)
    #expect(try status("--baseline", "known.json") == 0)
    try repository.git("mv", "a.env", "moved.env")
    try repository.commit("move")
    let result = try Program.run(["scan", "--baseline", "known.json"], in: repository.path)
    #expect(result.status == 1)
    #expect(result.output.contains("known, but with a copy at a new path"))
    #expect(try Program.run(["baseline", "update", "-o", "known.json"], in: repository.path).status == 0)
    #expect(try status("--baseline", "known.json") == 0)
  }
}
