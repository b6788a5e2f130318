import Foundation
import TestRepositories
import Testing

/// Every example of `docs/ci`, and `action.yml`, run as its service would run it: its commands, by its shell, with its
/// variables, in a clone such as it makes.
struct CIExampleTests {
  private let job: CIJob
  private let programs: String

  init() throws {
    job = try CIJob(seed: 80)
    programs = job.home.surroundings + "/programs"
    try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: programs + "/leakage", withDestinationPath: Program.path)
  }

  private func shell(
    _ command: String, in clone: TemporaryRepository, _ environment: [String: String],
    options: [String] = ["-ec"]
  ) throws -> Program.Result {
    try Program.run(
      options + [command], program: "/bin/bash", in: clone.path,
      environment: ["PATH": "\(programs):/usr/bin:/bin", "HOME": job.home.surroundings].merging(environment) {
        $1
      })
  }

  /// A clean change passes, a leak does not, and in a clone of depth 1 the job fails with the line that mends it.
  private func check(
    _ command: String, _ fix: String, clone: (String) throws -> TemporaryRepository,
    _ environment: [String: String]
  )
    throws
  {
    let clean = try shell(command, in: clone(job.clean), environment)
    #expect(clean.status == 0, "\(clean.output)\(clean.error)")
    let leaky = try clone(job.leaky)
    let result = try shell(command, in: leaky, environment)
    #expect(result.status == 1, "\(result.output)\(result.error)")
    #expect(GitUser.exists(leaky.path + "/leakage.sarif"))
    let shallow = try shell(command, in: try job.clone(at: job.leaky, depth: 1), environment)
    #expect(shallow.status == 3 && shallow.error.contains(fix), "\(shallow.error)")
  }

  private func whole(_ revision: String) throws -> TemporaryRepository { try job.clone(at: revision) }

  @Test func `GitHub Actions, with the action`() throws {
    let steps = try #require(try YAMLFile("docs/ci/github.yml")["jobs"]?["leakage"]?["steps"]).list
    #expect(steps.first?["with"]?["fetch-depth"]?.value as? Int == 0)
    let uses = try #require(steps.last?["uses"]).text
    #expect(uses == "OWNER/leakage@REVISION")
    let action = try YAMLFile("action.yml")
    let given = try #require(steps.last?["with"])
    for name in given.keys { #expect(action["inputs"]?[name] != nil, "\(name)") }
    let event = #"{"pull_request": {"base": {"sha": "\#(job.main)"}}}"#
    var environment = try job.gitHub("pull_request", event, base: "main")
    environment["GITHUB_ACTION_PATH"] = YAMLFile.root
    environment["GITHUB_PATH"] = job.home.path + "/path"
    environment["RUNNER_TEMP"] = job.home.surroundings
    for (revision, expected) in [(job.clean, 0), (job.leaky, 1)] {
      let clone = try whole(revision)
      var statuses: [Int32] = []
      for step in try #require(action["runs"]?["steps"]).list where step["run"] != nil {
        #expect(step["shell"]?.text == "bash")
        var variables = environment
        for name in step["env"]?.keys ?? [] {
          variables[name] = evaluated(step["env"]?[name]?.text ?? "", given, action)
        }
        // As GitHub runs `shell: bash`.
        let result = try shell(
          step["run"]?.text ?? "", in: clone, variables,
          options: ["--noprofile", "--norc", "-eo", "pipefail", "-c"])
        statuses.append(result.status)
      }
      #expect(statuses == [0, Int32(expected)])
      #expect(GitUser.exists(clone.path + "/leakage.sarif"))
      #expect(try GitUser.text(job.home.path + "/output").hasSuffix("status=\(expected)\n"))
    }
  }

  /// `${{ inputs.NAME }}`, from the workflow or else by default.
  private func evaluated(_ text: String, _ given: YAMLFile, _ action: YAMLFile) -> String {
    guard let match = text.wholeMatch(of: /\$\{\{ inputs\.([a-z-]+) \}\}/) else { return text }
    let name = String(match.1)
    return given[name]?.text ?? action["inputs"]?[name]?["default"]?.text ?? ""
  }

  @Test func `the action's inputs become arguments, whatever is in them`() throws {
    let action = try YAMLFile("action.yml")
    let step = try #require(action["runs"]?["steps"]).list[1]
    var environment = try job.gitHub("push", #"{"before": "\#(job.clean)"}"#)
    environment["LEAKAGE_ARGS"] = "--exit-code\n0\n"
    environment["LEAKAGE_FAIL_ON"] = "any"
    environment["LEAKAGE_SARIF"] = "out; touch gone.sarif"
    environment["LEAKAGE_BASELINE"] = ""
    let clone = try whole(job.leaky)
    #expect(try shell(step["run"]?.text ?? "", in: clone, environment).status == 0)
    #expect(
      GitUser.exists(clone.path + "/out; touch gone.sarif") && !GitUser.exists(clone.path + "/gone.sarif"))
  }

  @Test func `GitLab CI`() throws {
    let example = try #require(try YAMLFile("docs/ci/gitlab.yml")["leakage"])
    #expect(example["variables"]?["GIT_DEPTH"]?.text == "0")
    let command = try #require(example["script"]).list.map(\.text).joined(separator: "\n")
    let request = [
      "GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
      "CI_MERGE_REQUEST_DIFF_BASE_SHA": job.main, "CI_COMMIT_BEFORE_SHA": CIJob.zero,
    ]
    // A runner fetches one branch.
    let single = { (revision: String) throws -> TemporaryRepository in
      let clone = try TemporaryRepository(cloning: job.origin.address, "--single-branch", "--branch=work")
      try clone.git("checkout", "-q", "--detach", revision)
      return clone
    }
    try check(command, "GIT_DEPTH", clone: single, request)
    let branch = [
      "GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "main", "CI_COMMIT_REF_NAME": "work",
      "CI_COMMIT_BEFORE_SHA": CIJob.zero,
    ]
    try check(command, "GIT_DEPTH", clone: single, branch)
    let clone = try single(job.leaky)
    _ = try shell(command, in: clone, request)
    for name in ["secret_detection", "codequality"] {
      #expect(GitUser.exists(clone.path + "/" + (example["artifacts"]?["reports"]?[name]?.text ?? "none")))
    }
  }

  @Test func `CircleCI`() throws {
    let steps = try #require(try YAMLFile("docs/ci/circleci.yml")["jobs"]?["leakage"]?["steps"]).list
    #expect(steps.first?["checkout"]?["method"]?.text == "full")
    let command = try #require(steps.compactMap { $0["run"] }.first).text
    for base in [job.main, ""] {
      try check(
        command.replacingOccurrences(of: "<< pipeline.git.base_revision >>", with: base), "method: full",
        clone: whole,
        ["CIRCLECI": "true", "CIRCLE_BRANCH": "work"])
    }
  }

  @Test func `Buildkite`() throws {
    let command = try #require(try YAMLFile("docs/ci/buildkite.yml")["steps"]?.list.first?["command"]).text
    try check(
      command, "--depth", clone: whole,
      ["BUILDKITE": "true", "BUILDKITE_BRANCH": "work", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "main"])
  }

  @Test func `Azure Pipelines`() throws {
    let steps = try #require(try YAMLFile("docs/ci/azure-pipelines.yml")["steps"]).list
    #expect(steps.first?["fetchDepth"]?.value as? Int == 0)
    try check(
      try #require(steps.compactMap { $0["script"] }.first).text, "fetchDepth: 0", clone: whole,
      ["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "main"])
  }

  @Test func `Bitbucket Pipelines`() throws {
    let example = try YAMLFile("docs/ci/bitbucket-pipelines.yml")
    #expect(example["clone"]?["depth"]?.text == "full")
    let requests = try #require(example["pipelines"]?["pull-requests"]?["**"]?.list.first?["step"]?["script"])
    try check(
      requests.list.map(\.text).joined(separator: "\n"), "depth: full", clone: whole,
      [
        "BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_PR_DESTINATION_BRANCH": "main",
        "BITBUCKET_PR_DESTINATION_COMMIT": String(job.main.prefix(12)),
      ])
    let pushes = try #require(example["pipelines"]?["default"]?.list.first?["step"]?["script"])
    try check(
      pushes.list.map(\.text).joined(separator: "\n"), "depth: full", clone: whole,
      ["BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_BRANCH": "work"])
  }

  @Test func `Jenkins`() throws {
    let text = try GitUser.text(YAMLFile.root + "/docs/ci/Jenkinsfile")
    #expect(text.contains("cloneOption(shallow: false)"))
    let command = try #require(text.firstMatch(of: /sh '([^']+)'/)).1
    try check(
      String(command), "cloneOption(shallow: false)", clone: whole,
      ["JENKINS_URL": "https://ci.example.org/", "BRANCH_NAME": "PR-1", "CHANGE_TARGET": "main"])
  }
}
