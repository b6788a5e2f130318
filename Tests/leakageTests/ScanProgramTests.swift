import Detectors
import Foundation
import TestRepositories
import Testing

/// Whole runs of the executable on repositories with leaks.
struct ScanProgramTests {
  /// A token with a right checksum, different for every seed.
  private func token(_ seed: UInt64) throws -> String {
    try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: seed)
  }

  private func leaky(_ tokens: [String]) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    for (day, token) in tokens.enumerated() {
      try repository.commit(
        "deploy-\(day).env", "TOKEN=\(token)\n",
        at: TemporaryRepository.epoch + Int64(day) * TemporaryRepository.day)
    }
    return repository
  }

  @Test func `a leak gives status 1, its age and where it is`() throws {
    let repository = try leaky([try token(1)])
    let result = try Program.run(["--now", "2024-02-01"], in: repository.path)
    #expect(result.status == 1)
    #expect(result.output.contains("2020-01-01"))
    #expect(result.output.contains("deploy-0.env:1"))
    #expect(result.output.contains("4 y 1 mo unrotated"))
  }

  @Test(arguments: ["text", "json", "jsonl", "sarif", "html", "markdown", "csv", "gitlab", "junit"])
  func `no output holds eight characters of a secret in a row`(format: String) throws {
    let token = try token(2)
    let repository = try leaky([token])
    // The secret in a message, a path, a name and a branch as well.
    try repository.write("dir-\(token)/x.txt", "key: \(token)\n")
    try repository.git("add", "-A")
    try repository.git("-c", "user.name=\(token)", "commit", "-q", "-m", "use \(token) here")
    try repository.git("branch", "b-\(token)")
    let result = try Program.run(["scan", "-v", "-f", format], in: repository.path)
    #expect(result.status == 1)
    let characters = Array(token)
    // The provider's prefix is public.
    for start in 4...(characters.count - 8) {
      let part = String(characters[start..<start + 8])
      #expect(!result.output.contains(part) && !result.error.contains(part))
    }
  }

  @Test func `an inline mark, an ignore file and a baseline each quiet a finding`() throws {
    let tokens = try (3...5).map { try token($0) }
    let repository = try leaky([])
    try repository.commit("a.env", "A=\(tokens[0]) # leakage:allow test\n")
    try repository.commit("skip/b.env", "B=\(tokens[1])\n")
    try repository.commit(".leakageignore", "skip/** reason=\"made up\"\n")
    #expect(try Program.run(["scan"], in: repository.path).status == 0)
    #expect(try Program.run(["scan", "--untrusted"], in: repository.path).status == 1)
    try repository.commit("c.env", "C=\(tokens[2])\n")
    #expect(try Program.run(["scan"], in: repository.path).status == 1)
    #expect(try Program.run(["baseline", "create", "-o", "known.json"], in: repository.path).status == 0)
    #expect(try Program.run(["scan", "--baseline", "known.json"], in: repository.path).status == 0)
    try repository.commit("copy.env", "COPY=\(tokens[2])\n")
    let result = try Program.run(["scan", "--baseline", "known.json"], in: repository.path)
    #expect(result.status == 1)
  }

  @Test func `what is staged counts before the first commit, and nothing is written`() throws {
    let repository = try TemporaryRepository()
    try repository.write("a.env", "TOKEN=\(try token(6))\n")
    try repository.git("add", "-A")
    let before = repository.storedFiles(endingWith: "")
    #expect(try Program.run(["scan", "--staged"], in: repository.path).status == 1)
    #expect(repository.storedFiles(endingWith: "") == before)
  }

  @Test func `a loose object that is cut off is named, and a finding outranks it`() throws {
    let repository = try leaky([try token(7)])
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("some other text".utf8))
    let path = repository.loosePath(blob)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 10)
    try handle.close()
    let result = try Program.run(["scan", "-f", "json"], in: repository.path)
    #expect(result.status == 1)
    #expect(result.output.contains(#""complete" : false"#) || result.output.contains(#""complete": false"#))
    #expect(result.error.contains(blob))
  }

  @Test func `a SHA-256 repository is not called clean`() throws {
    let repository = try TemporaryRepository("--object-format=sha256")
    try repository.commit("a.txt", "nothing here\n")
    let result = try Program.run(["scan"], in: repository.path)
    #expect(result.status == 3)
    #expect((result.output + result.error).contains("SHA-256"))
  }

  @Test func `a range reports only what its commits brought`() throws {
    let tokens = try (8...9).map { try token($0) }
    let repository = try leaky(tokens)
    #expect(try Program.run(["scan", "HEAD~1..HEAD", "-f", "jsonl"], in: repository.path).status == 1)
    #expect(try Program.run(["scan", "HEAD..HEAD"], in: repository.path).status == 0)
    let range = try Program.run(["scan", "HEAD~1..HEAD"], in: repository.path).output
    #expect(range.contains("deploy-1.env") && !range.contains("deploy-0.env"))
  }
}
