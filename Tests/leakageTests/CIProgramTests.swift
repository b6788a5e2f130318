import Foundation
import TestRepositories
import Testing

/// `leakage ci` in the environments of CI services.
struct CIProgramTests {
  private let job: CIJob

  init() throws { job = try CIJob(seed: 60) }

  private func run(
    _ arguments: String..., in repository: TemporaryRepository, _ environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(["ci"] + arguments, in: repository.path, environment: environment)
  }

  @Test func `a pull request on GitHub: annotation, summary, SARIF, and old leaks do not count`() throws {
    let event =
      #"{"pull_request": {"base": {"sha": "\#(job.main)"}}, "repository": {"default_branch": "main"}}"#
    let environment = try job.gitHub("pull_request", event, base: "main")
    let clone = try job.clone(at: job.leaky)
    let result = try run(in: clone, environment)
    #expect(result.status == 1)
    #expect(
      result.error.contains(
        "leakage ci: GitHub Actions, pull request into main: commits of \(job.leaky.prefix(10))"))
    let lines = result.output.split(separator: "\n").map(String.init)
    let error = try #require(lines.first { $0.hasPrefix("::error ") })
    #expect(
      error.hasPrefix(
        "::error file=dir/new file.env,line=2,col=7,title=GitHub personal access token (classic)::ghp_…"))
    #expect(lines.count { $0.hasPrefix("::error ") } == 1)
    // Between these two lines GitHub obeys nothing.
    let word = try #require(lines.first { $0.hasPrefix("::stop-commands::") }).dropFirst(17)
    #expect(lines.lastIndex(of: "::\(word)::") ?? 0 < lines.firstIndex(of: error) ?? 0)
    let summary = try GitUser.text(job.home.path + "/summary.md")
    #expect(summary.hasPrefix("### leakage: ") && summary.contains("new file.env"))
    let sarif = try GitUser.text(clone.path + "/leakage.sarif")
    #expect(sarif.contains("new%20file.env") && !sarif.contains("moved.env"))
    for text in [result.output, result.error, summary, sarif] {
      #expect(
        !text.contains(job.new.dropFirst(4).prefix(8)) && !text.contains(job.old.dropFirst(4).prefix(8)))
    }
    #expect(try run(in: try job.clone(at: job.clean), environment).status == 0)
  }

  @Test func `a push on GitHub is what came after the commit before`() throws {
    let leak = try job.gitHub("push", #"{"before": "\#(job.clean)", "after": "\#(job.leaky)"}"#)
    #expect(try run(in: try job.clone(at: job.leaky), leak).status == 1)
    let nothing = try job.gitHub("push", #"{"before": "\#(job.leaky)"}"#)
    #expect(try run(in: try job.clone(at: job.leaky), nothing).status == 0)
    // New branch, and a commit that a forced push left behind: against the default branch.
    for before in [CIJob.zero, String(repeating: "1", count: 40)] {
      let event = #"{"before": "\#(before)", "repository": {"default_branch": "main"}}"#
      let result = try run(in: try job.clone(at: job.clean), try job.gitHub("push", event))
      #expect(result.status == 0, "\(result.error)")
      #expect(try run(in: try job.clone(at: job.leaky), try job.gitHub("push", event)).status == 1)
    }
    try job.home.write("event.json", "{")
    #expect(try run(in: try job.clone(at: job.clean), leak).status == 3)
  }

  @Test(arguments: [
    ("GITHUB_ACTIONS", "fetch-depth: 0"), ("GITLAB_CI", "GIT_DEPTH: \"0\""), ("CIRCLECI", "method: full"),
    ("BUILDKITE", "BUILDKITE_GIT_CLONE_FLAGS"), ("TF_BUILD", "fetchDepth: 0"),
    ("BITBUCKET_BUILD_NUMBER", "depth: full"),
    ("JENKINS_URL", "cloneOption(shallow: false)"), ("NONE", "git fetch --unshallow"),
  ])
  func `a clone that is too shallow is status 3, with the line that mends it`(variable: String, line: String)
    throws
  {
    let clone = try job.clone(at: job.leaky, depth: 1)
    let result = try run(in: clone, [variable: "true"])
    #expect(result.status == 3)
    #expect(result.error.contains("the clone is too shallow"))
    #expect(result.error.contains("help: ") && result.error.contains(line))
    #expect(try run("--base", job.main, in: clone, [variable: "true"]).status == 3)
  }

  @Test func `a shallow clone that has the whole range will do`() throws {
    let clone = try job.clone(at: job.leaky, depth: 3)
    let result = try run("--base", job.clean, in: clone)
    #expect(result.status == 1, "\(result.error)")
    #expect(!result.output.contains("moved.env"))
  }

  @Test func `a merge request on GitLab: its own reports`() throws {
    let clone = try job.clone(at: job.leaky)
    let result = try run(
      in: clone,
      [
        "GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": job.main,
        "CI_COMMIT_BEFORE_SHA": CIJob.zero,
      ])
    #expect(result.status == 1)
    struct Entry: Decodable {
      struct Location: Decodable {
        struct Lines: Decodable { let begin: Int }
        let path: String
        let lines: Lines
      }
      let check_name: String
      let fingerprint: String
      let severity: String
      let location: Location
    }
    let quality = try JSONDecoder().decode(
      [Entry].self, from: Data(try GitUser.text(clone.path + "/gl-code-quality-report.json").utf8))
    let entry = try #require(quality.first)
    #expect(quality.dropFirst().map(\.check_name) == ["posture/env-file-committed"])
    #expect(
      entry.location.path == "dir/new file.env" && entry.location.lines.begin == 2)
    #expect(
      ["minor", "major", "critical", "blocker"].contains(entry.severity) && entry.fingerprint.count == 32)
    #expect(entry.check_name == "github-pat-classic")
    let report = try GitUser.text(clone.path + "/gl-secret-detection-report.json")
    #expect(report.contains("dir/new file.env") && !report.contains("moved.env"))
    #expect(!result.output.contains("::error"))
  }

  @Test func `Azure's annotations`() throws {
    let result = try run(
      in: try job.clone(at: job.leaky),
      ["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"])
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        "##vso[task.logissue type=error;sourcepath=dir/new file.env;linenumber=2;columnnumber=7]"))
  }

  @Test func `without a service it is what the default branch has not`() throws {
    let result = try run(in: try job.clone(at: job.leaky))
    #expect(result.status == 1)
    #expect(result.error.contains("leakage ci: no CI service that is known, this branch"))
    #expect(try run(in: try job.clone(at: job.clean)).status == 0)
  }

  @Test func `old leaks fail a job where it is asked for them, or where nothing tells what is new`() throws {
    #expect(try run("--all", in: try job.clone(at: job.clean)).status == 1)
    let main = try run(in: try job.clone(at: "origin/HEAD"), ["CIRCLECI": "true", "CIRCLE_BRANCH": "main"])
    #expect(main.status == 1 && main.error.contains("push to main: all of history"))
    #expect(try run("--base", job.main, in: try job.clone(at: job.clean)).status == 0)
    #expect(try run("--base", "", in: try job.clone(at: job.clean)).status == 0)
    #expect(try run("--base", "gone", in: try job.clone(at: job.clean)).status == 3)
    #expect(try run("--base", job.main, "--all", in: try job.clone(at: job.clean)).status == 2)
  }

  @Test func `the baseline and the policy`() throws {
    let clone = try job.clone(at: job.leaky)
    #expect(try run("--fail-on", "live", in: clone).status == 0)
    #expect(try run("--fail-on", "new", in: clone).status == 1)
    #expect(try run("--exit-code", "0", in: clone).status == 0)
    #expect(try Program.run(["baseline", "create"], in: clone.path).status == 0)
    let known = try run("--all", in: clone)
    #expect(known.status == 0 && known.error.contains("knows does not count"))
    #expect(try run("--all", "--untrusted", in: clone).status == 1)
  }

  @Test func `a path that looks like a command is none`() throws {
    let name = "a,b:c%0A::error ::x.env"
    try job.origin.git("checkout", "-q", "work")
    try job.origin.commit(name, "TOKEN=\(try GitUser.token(70))\n")
    let event = #"{"before": "\#(job.leaky)"}"#
    let result = try run(in: try job.clone(at: "origin/work"), try job.gitHub("push", event))
    #expect(result.output.contains("::error file=a%2Cb%3Ac%250A%3A%3Aerror %3A%3Ax.env,line=1,col=7,"))
    #expect(result.output.split(separator: "\n").count { $0.hasPrefix("::error") } == 1)
  }
}
