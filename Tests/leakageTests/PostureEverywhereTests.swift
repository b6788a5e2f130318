import Foundation
import TestRepositories
import Testing

/// Posture where whole repositories are looked at by other commands than its own: baselines, reports, CI jobs, audits.
struct PostureEverywhereTests {
  private static let day = TemporaryRepository.day
  private static let workflow = """
    on: push
    jobs:
      deploy:
        steps:
          - uses: codecov/codecov-action@v5
            with: {token: "${{ secrets.T }}"}

    """

  /// A repository with two issues.
  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.commit("Dockerfile", "FROM a\nARG NPM_TOKEN\n")
    try repository.commit(".github/workflows/a.yml", Self.workflow, at: TemporaryRepository.epoch + Self.day)
    return repository
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func count(_ text: String) throws -> Int? {
    ((try json(text)["summary"] as? [String: Any])?["posture"] as? [String: Any])?["actionable"] as? Int
  }

  @Test func `a baseline knows posture, and only what is new fails`() throws {
    let repository = try repository()
    let path = repository.path
    let created = try Program.run(["baseline", "create", "-o", "known.json"], in: path)
    #expect(created.status == 0 && created.output == "known.json: recorded 0 secrets and 2 posture issues\n")
    let check = ["posture", "--baseline", "known.json"]
    #expect(try Program.run(check, in: path).status == 0)
    let scan = ["scan", "--baseline", "known.json", "--fail-on", "posture"]
    #expect(try Program.run(scan, in: path).status == 0)
    #expect(try Program.run(["scan", "--fail-on", "posture"], in: path).status == 1)
    // A rename is no news, another file is.
    try repository.git("mv", "Dockerfile", "Dockerfile.release")
    try repository.commit("move", at: TemporaryRepository.epoch + 2 * Self.day)
    #expect(try Program.run(check, in: path).status == 0)
    try repository.commit(
      "app/Dockerfile", "FROM a\nARG API_KEY\n", at: TemporaryRepository.epoch + 3 * Self.day)
    let new = try Program.run(check + ["-f", "json"], in: path)
    #expect(new.status == 1)
    #expect(
      new.output.components(separatedBy: #""baselineState" : "new""#).count
        + new.output.components(separatedBy: #""baselineState": "new""#).count == 3)
    #expect(try Program.run(scan, in: path).status == 1)
    let updated = try Program.run(["baseline", "update", "-o", "known.json"], in: path)
    #expect(updated.output == "known.json: 0 secrets and 3 posture issues: 2 added, 1 dropped\n")
    #expect(try Program.run(scan, in: path).status == 0)
    // Whoever leaves posture out drops nothing of it.
    let without = try Program.run(["baseline", "update", "-o", "known.json", "--no-posture"], in: path)
    #expect(without.output == "known.json: 0 secrets and 3 posture issues: 0 added, 0 dropped\n")
    try repository.remove("app/Dockerfile")
    try repository.commit("mended", at: TemporaryRepository.epoch + 4 * Self.day)
    #expect(
      try Program.run(check + ["-v"], in: path).output.contains(
        "1 posture issue of the baseline no longer found"))
  }

  @Test func `a report counts what the scans counted`() throws {
    let folder = try TemporaryFolder()
    for (name, edit) in [("a", "Dockerfile"), ("b", "c/Dockerfile")] {
      let repository = try repository()
      try repository.commit(
        edit, "FROM a\nARG NPM_TOKEN\nARG API_KEY\n", at: TemporaryRepository.epoch + 9 * Self.day)
      for format in ["json", "jsonl"] {
        let scan = try Program.run(
          ["scan", repository.path, "--now", "2026-01-01", "-o", "\(name).\(format)"], in: folder.path)
        #expect(scan.status == 0, "\(scan.error)")
      }
    }
    let counts = try ["a.json", "b.json"].map { try count(GitUser.text(folder.path + "/" + $0)) ?? -1 }
    #expect(counts == [3, 4])
    for inputs in [["a.json", "b.jsonl"], ["a.jsonl", "b.json"], ["merged.jsonl"]] {
      if inputs.count == 1 {
        #expect(
          try Program.run(["merge", "a.json", "b.json", "-o", "merged.jsonl"], in: folder.path).status == 0)
      }
      let report = try Program.run(["report", "-f", "json"] + inputs, in: folder.path)
      #expect(try count(report.output) == 7, "\(inputs)")
    }
    let text = try Program.run(["report", "a.json", "b.json"], in: folder.path).output
    #expect(text.contains("posture          7 posture issues in 2 of 2 repositories"), "\(text)")
    #expect(text.contains("dockerfile-arg-secret"))
    let gate = ["report", "a.json", "b.json", "--fail-on"]
    #expect(try Program.run(gate + ["posture"], in: folder.path).status == 1)
    #expect(try Program.run(gate + ["posture+severity>=high"], in: folder.path).status == 0)
    #expect(
      try Program.run(gate + ["posture+new", "--against", "merged.jsonl"], in: folder.path).status == 0)
    #expect(try Program.run(gate + ["posture+new", "--against", "a.json"], in: folder.path).status == 1)
    let unchecked = try repository()
    _ = try Program.run(["scan", "--no-posture", unchecked.path, "-o", "c.json"], in: folder.path)
    #expect(try Program.run(["report", "c.json", "--fail-on", "posture"], in: folder.path).status == 3)
  }

  @Test func `a job tells what its commits bring about, and fails where it is asked to`() throws {
    let job = try CIJob(seed: 90)
    try job.origin.git("checkout", "-q", "main")
    try job.origin.commit("Dockerfile", "FROM a\nARG OLD_TOKEN\n")
    try job.origin.git("checkout", "-q", "-b", "practice")
    try job.origin.commit("Dockerfile", "FROM a\nARG OLD_TOKEN\nARG NEW_TOKEN\n")
    let clone = try job.clone(at: "origin/practice")
    let run = { (arguments: [String], environment: [String: String]) in
      try Program.run(["ci", "--base", "origin/main"] + arguments, in: clone.path, environment: environment)
    }
    let event = try job.gitHub("push", "{}")
    let told = try run([], event)
    #expect(told.status == 0)
    let warnings = told.output.split(separator: "\n").filter { $0.hasPrefix("::warning ") }
    #expect(warnings.count == 1, "\(told.output)")
    #expect(
      warnings.first?.hasPrefix(
        "::warning file=Dockerfile,line=3,title=Secret as a build argument::NEW_TOKEN") == true)
    #expect(try GitUser.text(job.home.path + "/summary.md").contains("**Posture**: 1 posture issue"))
    #expect(try GitUser.text(clone.path + "/leakage.sarif").contains("posture/dockerfile-arg-secret"))
    let failing = try run(["--fail-on", "any,posture"], event)
    #expect(failing.status == 1 && failing.output.contains("::error file=Dockerfile,line=3,"))
    #expect(!failing.output.contains("::warning"))
    #expect(try run(["--fail-on", "posture+severity>=high"], event).status == 0)
    #expect(try run(["--no-posture"], event).output.contains("::warning") == false)
    #expect(try run(["--no-posture", "--fail-on", "posture"], event).status == 2)
    let azure = try run([], ["TF_BUILD": "True"])
    #expect(
      azure.output.contains(
        "##vso[task.logissue type=warning;sourcepath=Dockerfile;linenumber=3]Secret as a build argument: "))
    _ = try run([], ["GITLAB_CI": "true"])
    let quality = try GitUser.text(clone.path + "/gl-code-quality-report.json")
    #expect(quality.contains(#""check_name" : "posture/dockerfile-arg-secret""#))
    // All of it, where a job is about all: two build arguments and an environment file.
    let whole = try Program.run(["ci", "--all", "--fail-on", "posture"], in: clone.path, environment: event)
    #expect(whole.status == 1 && whole.output.split(separator: "\n").count { $0.hasPrefix("::error ") } == 3)
    _ = try Program.run(["baseline", "create"], in: clone.path)
    #expect(try Program.run(["ci", "--all", "--fail-on", "posture"], in: clone.path).status == 0)
    #expect(try run(["--fail-on", "posture"], event).status == 0)
  }

  @Test func `an audit tells it from its store where nothing changed`() throws {
    let folder = try TemporaryFolder()
    let source = try repository()
    try source.git("clone", "-q", "--bare", source.path, folder.path + "/repos/a.git")
    try source.git("-C", folder.path + "/repos/a.git", "remote", "remove", "origin")
    try source.commit(
      "app/Dockerfile", "FROM a\nARG API_KEY # leakage:allow\n", at: TemporaryRepository.epoch + 5 * Self.day)
    try source.git("clone", "-q", "--bare", source.path, folder.path + "/repos/b.git")
    try source.git("-C", folder.path + "/repos/b.git", "remote", "remove", "origin")
    let audit = { (arguments: [String]) in
      try Program.run(
        ["audit", "repos", "--state", "state.sqlite", "--now", "2024-02-01", "--log", "log.jsonl"]
          + arguments,
        in: folder.path)
    }
    let first = try audit(["-f", "json"])
    // No file of an audited repository is obeyed.
    #expect(first.status == 0)
    #expect(try count(first.output) == 5, "\(first.error)")
    let second = try audit(["-f", "json"])
    #expect(second.output == first.output)
    #expect(
      try GitUser.text(folder.path + "/log.jsonl").components(separatedBy: #""event":"unchanged""#).count == 3
    )
    #expect(try audit(["--fail-on", "posture+severity>=medium"]).status == 1)
    try source.git("push", "-q", folder.path + "/repos/a.git", "main")
    #expect(try count(try audit(["-f", "json"]).output) == 6)
    let without = try audit(["-f", "json", "--no-posture"])
    #expect(try count(without.output) == nil)
    #expect(try audit(["--no-posture", "--fail-on", "posture"]).status == 3)
  }
}
