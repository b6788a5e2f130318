internal import FoundationEssentials

/// What matters of the event that GitHub writes to `GITHUB_EVENT_PATH`
/// (https://docs.github.com/webhooks/webhook-events-and-payloads).
struct GitHubEvent: Decodable, Equatable {
  struct Commit: Decodable, Equatable {
    var sha: String?
  }

  struct PullRequest: Decodable, Equatable {
    var base: Commit?
    var head: Commit?
  }

  struct MergeGroup: Decodable, Equatable {
    var baseSHA: String?

    private enum CodingKeys: String, CodingKey { case baseSHA = "base_sha" }
  }

  struct Repository: Decodable, Equatable {
    var defaultBranch: String?

    private enum CodingKeys: String, CodingKey { case defaultBranch = "default_branch" }
  }

  var before: String?
  var pullRequest: PullRequest?
  var mergeGroup: MergeGroup?
  var repository: Repository?

  private enum CodingKeys: String, CodingKey {
    case before, repository
    case pullRequest = "pull_request"
    case mergeGroup = "merge_group"
  }

  init() {}

  /// Status 3 where a job has an event that cannot be understood: it would be about something else.
  static func read(_ environment: ProcessEnvironment) throws(CommandFailure) -> GitHubEvent? {
    guard let path = environment["GITHUB_EVENT_PATH"] else { return nil }
    do {
      return try JSONDecoder().decode(GitHubEvent.self, from: try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw CommandFailure(
        "the event in GITHUB_EVENT_PATH cannot be read",
        help: "name what is known with: leakage ci --base REV",
        status: ExitStatus.incomplete)
    }
  }
}
