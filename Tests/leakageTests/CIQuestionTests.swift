import Testing

@testable import leakage

/// What each service's documented variables say that a job is about.
struct CIQuestionTests {
  private static let base = String(repeating: "a", count: 40)
  private static let zero = String(repeating: "0", count: 40)

  struct Case: Sendable, CustomStringConvertible {
    let service: CIService
    let variables: [String: String]
    let words: String
    let bases: [String]
    var defaultBranch: String?

    var description: String { "\(service.rawValue), \(words)" }
  }

  @Test(arguments: [
    Case(
      service: .gitlab,
      variables: [
        "GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_DEFAULT_BRANCH": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_BEFORE_SHA": zero,
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
      ], words: "merge request into main", bases: [base, "origin/main"], defaultBranch: "main"),
    Case(
      service: .gitlab,
      variables: ["GITLAB_CI": "true", "CI_COMMIT_REF_NAME": "main", "CI_COMMIT_BEFORE_SHA": base],
      words: "push to main", bases: [base]),
    Case(
      service: .gitlab,
      variables: [
        "GITLAB_CI": "true", "CI_COMMIT_REF_NAME": "new", "CI_COMMIT_BEFORE_SHA": zero,
        "CI_DEFAULT_BRANCH": "trunk",
      ], words: "push to new", bases: [], defaultBranch: "trunk"),
    Case(
      service: .circle, variables: ["CIRCLECI": "true", "CIRCLE_BRANCH": "work"], words: "push to work",
      bases: []),
    Case(
      service: .buildkite,
      variables: [
        "BUILDKITE": "true", "BUILDKITE_BRANCH": "work", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main",
        "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "main",
      ], words: "pull request into main", bases: ["origin/main"], defaultBranch: "main"),
    Case(
      service: .buildkite,
      variables: [
        "BUILDKITE": "true", "BUILDKITE_BRANCH": "work", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "",
        "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "main",
      ], words: "push to work", bases: [], defaultBranch: "main"),
    Case(
      service: .azure,
      variables: ["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release/1"],
      words: "pull request into release/1", bases: ["origin/release/1"]),
    Case(
      service: .azure, variables: ["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "main"],
      words: "pull request into main", bases: ["origin/main"]),
    Case(
      service: .bitbucket,
      variables: [
        "BITBUCKET_BUILD_NUMBER": "7", "BITBUCKET_PR_DESTINATION_BRANCH": "main",
        "BITBUCKET_PR_DESTINATION_COMMIT": "aaaaaaaaaaaa",
      ], words: "pull request into main", bases: ["aaaaaaaaaaaa", "origin/main"]),
    Case(
      service: .jenkins,
      variables: [
        "JENKINS_URL": "https://ci.example.org/", "CHANGE_TARGET": "main", "GIT_PREVIOUS_COMMIT": base,
      ],
      words: "pull request into main", bases: ["origin/main"]),
    Case(
      service: .jenkins,
      variables: [
        "JENKINS_URL": "https://ci.example.org/", "BRANCH_NAME": "main",
        "GIT_PREVIOUS_SUCCESSFUL_COMMIT": base,
        "GIT_PREVIOUS_COMMIT": "b",
      ], words: "push to main", bases: [base]),
    Case(
      service: .github,
      variables: [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "workflow_dispatch", "GITHUB_REF_NAME": "x",
      ],
      words: "workflow_dispatch", bases: []),
  ])
  func `variables say what a job is about`(example: Case) {
    let environment = ProcessEnvironment(example.variables)
    #expect(CIService(environment) == example.service)
    let question = CIQuestion(example.service, environment)
    #expect(question.words == example.words)
    #expect(question.bases == example.bases)
    #expect(question.defaultBranch == example.defaultBranch)
    #expect(question.tip == "HEAD")
  }

  @Test func `GitHub's events`() {
    var event = GitHubEvent()
    event.before = Self.base
    event.repository = .init(defaultBranch: "main")
    let push = ProcessEnvironment(["GITHUB_EVENT_NAME": "push", "GITHUB_REF_NAME": "main"])
    #expect(CIQuestion(.github, push, event: event).bases == [Self.base])
    event.before = Self.zero
    #expect(CIQuestion(.github, push, event: event).bases == [])
    #expect(CIQuestion(.github, push, event: event).defaultBranch == "main")
    event.pullRequest = .init(base: .init(sha: Self.base), head: .init(sha: "b"))
    let request = ProcessEnvironment(["GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"])
    #expect(CIQuestion(.github, request, event: event).bases == [Self.base, "origin/main"])
    #expect(CIQuestion(.github, request, event: event).tip == "HEAD")
    let target = ProcessEnvironment(["GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_BASE_REF": "main"])
    #expect(CIQuestion(.github, target, event: event).tip == "b")
    event.pullRequest = nil
    event.mergeGroup = .init(baseSHA: Self.base)
    #expect(CIQuestion(.github, ProcessEnvironment([:]), event: event).bases == [Self.base])
  }

  @Test func `on a machine of one's own there is no service`() {
    #expect(CIService(ProcessEnvironment([:])) == nil)
    #expect(CIQuestion(nil, ProcessEnvironment([:])).bases == [])
  }
}
