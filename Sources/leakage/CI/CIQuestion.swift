/// What a job should be about, before anybody has looked at its clone.
struct CIQuestion: Equatable {
  /// `pull request into main`
  var words: String
  /// What there is to be searched.
  var tip = "HEAD"
  /// Revisions whose history is known: of several all that the clone has. Empty where only the default branch can tell.
  var bases: [String] = []
  /// The default branch where the service names it.
  var defaultBranch: String?

  /// - Parameter event: GitHub's, where it can be read.
  init(_ service: CIService?, _ environment: ProcessEnvironment, event: GitHubEvent? = nil) {
    words = "this branch"
    switch service {
    case .github: askGitHub(environment, event ?? GitHubEvent())
    case .gitlab: askGitLab(environment)
    case .circle: push(environment["CIRCLE_BRANCH"] ?? environment["CIRCLE_TAG"])
    case .buildkite: askBuildkite(environment)
    case .azure: askAzure(environment)
    case .bitbucket: askBitbucket(environment)
    case .jenkins: askJenkins(environment)
    case nil: break
    }
  }

  private mutating func push(_ name: String?) { words = name.map { "push to \($0)" } ?? "push" }

  private mutating func request(into branch: String, _ commits: String?...) {
    words = "pull request into \(branch)"
    bases = commits.compactMap { CIQuestion.id($0) } + ["origin/\(branch)"]
  }

  /// https://docs.github.com/actions/reference/workflows-and-actions/variables and …/events-that-trigger-workflows
  private mutating func askGitHub(_ environment: ProcessEnvironment, _ event: GitHubEvent) {
    defaultBranch = event.repository?.defaultBranch
    if let branch = environment["GITHUB_BASE_REF"] {
      request(into: branch, event.pullRequest?.base?.sha)
      // This event checks out the target, where nothing of the request is.
      if environment["GITHUB_EVENT_NAME"] == "pull_request_target", let head = event.pullRequest?.head?.sha {
        tip = head
      }
    } else if let base = CIQuestion.id(event.mergeGroup?.baseSHA) {
      (words, bases) = ("merge queue", [base])
    } else if environment["GITHUB_EVENT_NAME"] == "push" {
      push(environment["GITHUB_REF_NAME"])
      bases = [event.before].compactMap { CIQuestion.id($0) }
    } else {
      words = environment["GITHUB_EVENT_NAME"] ?? "run"
    }
  }

  /// https://docs.gitlab.com/ci/variables/predefined_variables/. The commit before is zeros for what is new, and for
  /// pipelines that no push started.
  private mutating func askGitLab(_ environment: ProcessEnvironment) {
    defaultBranch = environment["CI_DEFAULT_BRANCH"]
    if let branch = environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] {
      request(
        into: branch, environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"],
        environment["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"])
      words = "merge request into \(branch)"
    } else {
      push(environment["CI_COMMIT_REF_NAME"])
      bases = [environment["CI_COMMIT_BEFORE_SHA"]].compactMap { CIQuestion.id($0) }
    }
  }

  /// https://buildkite.com/docs/pipelines/configure/environment-variables
  private mutating func askBuildkite(_ environment: ProcessEnvironment) {
    defaultBranch = environment["BUILDKITE_PIPELINE_DEFAULT_BRANCH"]
    push(environment["BUILDKITE_BRANCH"])
    if let branch = environment["BUILDKITE_PULL_REQUEST_BASE_BRANCH"] { request(into: branch) }
  }

  /// https://learn.microsoft.com/azure/devops/pipelines/build/variables; the branch has its full name for some
  /// repositories and its short one for others.
  private mutating func askAzure(_ environment: ProcessEnvironment) {
    push(environment["BUILD_SOURCEBRANCHNAME"])
    if let branch = environment["SYSTEM_PULLREQUEST_TARGETBRANCH"] {
      let full = "refs/heads/"
      request(into: branch.hasPrefix(full) ? String(branch.dropFirst(full.count)) : branch)
    }
  }

  /// https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  private mutating func askBitbucket(_ environment: ProcessEnvironment) {
    push(environment["BITBUCKET_BRANCH"] ?? environment["BITBUCKET_TAG"])
    if let branch = environment["BITBUCKET_PR_DESTINATION_BRANCH"] {
      request(into: branch, environment["BITBUCKET_PR_DESTINATION_COMMIT"])
    }
  }

  /// https://plugins.jenkins.io/git/#plugin-content-environment-variables and, for CHANGE_TARGET, multibranch jobs. The
  /// last build that succeeded: what an earlier one was stopped for is still new.
  private mutating func askJenkins(_ environment: ProcessEnvironment) {
    push(environment["BRANCH_NAME"] ?? environment["GIT_BRANCH"])
    if let branch = environment["CHANGE_TARGET"] {
      request(into: branch)
    } else {
      let before = environment["GIT_PREVIOUS_SUCCESSFUL_COMMIT"] ?? environment["GIT_PREVIOUS_COMMIT"]
      bases = [before].compactMap { CIQuestion.id($0) }
    }
  }

  /// Nil for nothing and for zeros.
  private static func id(_ text: String?) -> String? {
    text.flatMap { $0.allSatisfy { $0 == "0" } ? nil : $0 }
  }
}
