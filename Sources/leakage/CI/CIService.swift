/// A service that runs jobs on every push, told by the variables that it documents.
enum CIService: String, CaseIterable {
  case github = "GitHub Actions"
  case gitlab = "GitLab CI"
  case circle = "CircleCI"
  case buildkite = "Buildkite"
  case azure = "Azure Pipelines"
  case bitbucket = "Bitbucket Pipelines"
  case jenkins = "Jenkins"

  init?(_ environment: ProcessEnvironment) {
    guard let service = CIService.allCases.first(where: { environment[$0.variable] != nil }) else {
      return nil
    }
    self = service
  }

  /// Set in every job of the service, and in no other's.
  private var variable: String {
    switch self {
    case .github: "GITHUB_ACTIONS"
    case .gitlab: "GITLAB_CI"
    case .circle: "CIRCLECI"
    case .buildkite: "BUILDKITE"
    case .azure: "TF_BUILD"
    case .bitbucket: "BITBUCKET_BUILD_NUMBER"
    case .jenkins: "JENKINS_URL"
    }
  }

  /// What to write where, so that the job's clone has all of history.
  var wholeClone: String {
    switch self {
    case .github: "write 'fetch-depth: 0' below 'with:' of actions/checkout"
    case .gitlab: "write 'GIT_DEPTH: \"0\"' below 'variables:' of the job"
    case .circle: "write '- checkout: {method: full}' for '- checkout'"
    case .buildkite: "leave '--depth' out of BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS"
    case .azure: "write 'fetchDepth: 0' below '- checkout: self'"
    case .bitbucket: "write 'clone: {depth: full}' in the step"
    case .jenkins: "write 'cloneOption(shallow: false)' into the 'extensions:' of checkout"
    }
  }
}
