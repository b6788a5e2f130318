import Detectors
import Foundation
import TestRepositories
import Testing

@testable import Posture

/// Whole runs of `leakage posture`, and of scans that tell posture.
struct PostureProgramTests {
  private static let day = TemporaryRepository.day
  private static let key = ["q9Zr4Lk8", "TbW2mXv7", "7pQd3NcY"].joined()

  /// One issue of every severity, over some years.
  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    let start = TemporaryRepository.epoch
    try repository.commit("README.md", "x\n", at: start)
    try repository.commit(
      ".github/workflows/release.yml",
      """
      on: {push: {tags: ["v*"]}}
      jobs:
        publish:
          runs-on: ubuntu-latest
          steps:
            - name: Log in
              uses: aws-actions/configure-aws-credentials@v4
              with:
                aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}
                aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
            - uses: codecov/codecov-action@v5
              with: {token: "${{ secrets.CODECOV_TOKEN }}"}

      """, at: start + 30 * Self.day)
    try repository.commit(
      ".mcp.json",
      "{\n  \"mcpServers\": {\n    \"docs\": {\"env\": {\"DOCS_TOKEN\": \"\(Self.key)\"}}\n  }\n}\n",
      at: start + 700 * Self.day)
    try repository.commit(
      "Dockerfile", "FROM a\nARG NPM_TOKEN # leakage:allow needed once\n", at: start + 1_000 * Self.day)
    return repository
  }

  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "testdata/golden")

  /// What does not change with the catalogue and the version.
  private func stable(_ text: String) -> String {
    let changing = ["\"catalog\":", "\"detectors\":", "\"version\":", "\"semanticVersion\":"]
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !changing.contains { line.contains($0) } }.joined(separator: "\n")
  }

  @Test(arguments: [
    ("text", "posture.txt"), ("json", "posture.json"), ("jsonl", "posture.jsonl"), ("sarif", "posture.sarif"),
  ])
  func `posture gives the bytes of its golden file`(format: String, name: String) throws {
    let repository = try repository()
    let result = try Program.run(
      ["posture", "-f", format, "--now", "2026-01-01"], in: repository.path,
      environment: ["COLUMNS": "90"])
    #expect(result.status == 1)
    let text =
      name.hasSuffix("jsonl")
      ? result.output.split(separator: "\n").dropFirst().joined(separator: "\n") : stable(result.output)
    let file = Self.golden.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(
      try text == String(decoding: Data(contentsOf: file), as: UTF8.self),
      "record it with RECORD_GOLDEN=1 if that is meant")
  }

  @Test func `a terminal gets colours, a pipe gets none`() throws {
    let repository = try repository()
    let path = repository.path
    #expect(!(try Program.run(["posture"], in: path).output.contains("\u{1b}")))
    #expect(try Program.run(["posture", "--color", "always"], in: path).output.contains("\u{1b}[1;31mhigh"))
  }

  @Test(
    arguments: [
      ([], 1), (["--fail-on", "severity>=high"], 1), (["--fail-on", "severity>=critical"], 0),
      (["--fail-on", "actions-aws-static-key+age>90d"], 1), (["--fail-on", "env-file-committed"], 0),
      (["--exit-code", "7"], 7), (["--fail-on", "nothing-known"], 2), (["-f", "html"], 2),
      (["-o", "x.csv"], 2),
      (["main..HEAD"], 2), (["no-such-folder"], 2), (["--exit-code", "300"], 2), (["--threads", "0"], 2),
    ] as [([String], Int32)])
  func `the status follows the gate`(arguments: [String], status: Int32) throws {
    let repository = try repository()
    #expect(try Program.run(["posture"] + arguments, in: repository.path).status == status)
  }

  @Test func `clean is status 0, incomplete is status 3`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("README.md", "x\n")
    let clean = try Program.run(["posture"], in: repository.path)
    #expect(clean.status == 0)
    #expect(clean.output == "no posture issues found\n")
    try repository.commit(".github/workflows/a.yml", "a: [\n")
    let broken = try Program.run(["posture"], in: repository.path)
    #expect(broken.status == 3)
    #expect(broken.output.contains("could not be checked for posture: is no YAML"))
  }

  @Test func `a mistyped check is answered with the nearest`() throws {
    let repository = try repository()
    let result = try Program.run(["posture", "--fail-on", "actions-aws-static-kye"], in: repository.path)
    #expect(result.error.contains("did you mean 'actions-aws-static-key'?"))
  }

  @Test func `an ignore file sets issues aside, and is not obeyed where it is not trusted`() throws {
    let repository = try repository()
    try repository.write(
      ".leakageignore",
      """
      .github/** detector=actions-aws-static-key reason="ticket OPS-1"
      .github/** detector=actions-codecov-static-token
      .mcp.json detector=mcp-literal-key
      Dockerfile detector=env-file-committed

      """)
    let result = try Program.run(["posture", "-v"], in: repository.path)
    #expect(result.status == 0)
    #expect(result.output.contains("no posture issues found (4 set aside)"))
    #expect(result.output.contains("suppressed by .leakageignore: ticket OPS-1"))
    #expect(try Program.run(["posture", "--untrusted"], in: repository.path).status == 1)
  }

  @Test func `entries about checks are not needless to a scan`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN\n")
    try repository.write(".leakageignore", "Dockerfile detector=dockerfile-arg-secret\n")
    for arguments in [["scan"], ["scan", "--no-posture"], ["posture"]] {
      let result = try Program.run(arguments + ["-f", "json"], in: repository.path)
      #expect(result.status == 0)
      #expect(!result.output.contains("ignore-entry-unused"), "\(arguments)")
    }
    try repository.write(".leakageignore", "Dockerfile detector=env-file-committed\n")
    #expect(
      try Program.run(["scan", "-f", "json"], in: repository.path).output.contains("ignore-entry-unused"))
  }

  @Test func `a scan tells posture at its end and does not fail by it`() throws {
    let repository = try TemporaryRepository()
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN\n")
    let scan = try Program.run(["scan", "--now", "2026-01-01"], in: repository.path)
    #expect(scan.status == 0)
    #expect(scan.output.contains("POSTURE"))
    #expect(scan.output.contains("Dockerfile:2  NPM_TOKEN"))
    #expect(scan.output.contains("no secrets found"))
    #expect(!(try Program.run(["scan", "--no-posture"], in: repository.path).output.contains("POSTURE")))
    let gated = try Program.run(["scan", "--fail-on", "any,posture+severity>=medium"], in: repository.path)
    #expect(gated.status == 1)
    #expect(
      gated.output.replacing("\n", with: " ").contains(
        "policy failed: none of 0 secrets fails the policy: any; 1 of 1 posture issue fails the policy: "),
      "\(gated.output)")
    #expect(
      try Program.run(["scan", "--fail-on", "posture+severity>=high"], in: repository.path).status == 0)
    for arguments in [["--staged"], ["--no-git"], ["--no-posture"], ["--branch", "main"]] {
      let result = try Program.run(["scan", "--fail-on", "posture"] + arguments, in: repository.path)
      #expect(result.status == 2 && result.error.contains("names posture"))
    }
    let mistyped = try Program.run(["scan", "--fail-on", "dockerfile-arg-secrt"], in: repository.path)
    #expect(mistyped.status == 2 && mistyped.error.contains("did you mean 'dockerfile-arg-secret'?"))
    // What a configuration asks of whole scans is no mistake for others.
    try repository.write(".leakage.toml", "[policy]\nfail-on = [\"any\", \"posture\"]\n")
    #expect(try Program.run(["scan"], in: repository.path).status == 1)
    #expect(try Program.run(["scan", "--staged"], in: repository.path).status == 0)
  }

  @Test(arguments: [["--staged"], ["--worktree"], ["--branch", "main"], ["--no-git"]])
  func `other scans tell no posture`(arguments: [String]) throws {
    let repository = try TemporaryRepository()
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN\n")
    #expect(!(try Program.run(["scan"] + arguments, in: repository.path).output.contains("POSTURE")))
  }

  @Test(arguments: ["text", "json", "jsonl", "sarif"])
  func `no output holds eight characters of a secret in a row`(format: String) throws {
    let token = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 5)
    let repository = try TemporaryRepository()
    try repository.write("\(token)/Dockerfile", "FROM a\nENV \(token)_TOKEN=\(token)\nENV A_TOKEN=\(token)\n")
    try repository.write("CLAUDE.md", "Use \(token).\n")
    try repository.write(
      ".claude/settings.local.json", "{\"permissions\": {\"allow\": [\"Bash(T_TOKEN=\(token) x)\"]}}")
    try repository.write(
      ".github/workflows/a.yml", "jobs: {\(token): {env: {AWS_SECRET_ACCESS_KEY: \(token)}}}\n")
    try repository.commit("use \(token)")
    for command in [["posture"], ["scan", "-v"]] {
      let result = try Program.run(command + ["-f", format], in: repository.path)
      #expect(result.status == 1)
      #expect(result.output.contains("prompt-secret") || command == ["scan", "-v"] && format == "text")
      let characters = Array(token)
      // The provider's prefix is public.
      for start in 4...(characters.count - 8) {
        let part = String(characters[start..<start + 8])
        #expect(!result.output.contains(part) && !result.error.contains(part), "\(command) \(format)")
      }
    }
  }

  @Test func `ids differ from those of detectors`() throws {
    let result = try Program.run(["detectors", "list"], in: "/tmp")
    let words = Set(result.output.split(whereSeparator: \.isWhitespace).map(String.init))
    #expect(words.isDisjoint(with: PostureRules.ids))
  }
}
