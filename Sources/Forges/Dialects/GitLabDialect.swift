internal import Probing

/// GitLab's REST API: docs.gitlab.com/api/groups and /api/projects. Sizes (bytes) are told to reporters and above, where
/// `statistics` is asked for. Pages follow `x-next-page`, or the `Link` header where a list has no numbers.
struct GitLabDialect: ForgeDialect {
  let accept = "application/json"

  /// A path may be a group, a project or, with one name, a user.
  func starts(_ path: [String]) -> [ListingStart] {
    let name = PercentText.encoded(path.joined(separator: "/"))
    let query = "statistics=true&order_by=id&sort=asc&per_page=100"
    let group = ListingStart(
      target: "/groups/\(name)/projects?include_subgroups=true&with_shared=false&\(query)")
    if path.count > 1 {
      return [group, ListingStart(target: "/projects/\(name)?statistics=true", isSingle: true)]
    }
    return [group, ListingStart(target: "/users/\(name)/projects?\(query)")]
  }

  func entries(_ answer: ProbeAnswer) throws -> [RawRepository?] {
    try answer.decoded([Lenient<Entry>].self).map { $0.value?.repository }
  }

  func entry(_ answer: ProbeAnswer) throws -> RawRepository { try answer.decoded(Entry.self).repository }

  /// The number is preferred to the address: that is built from what the installation believes to be its name.
  func next(after answer: ProbeAnswer, to target: String, count: Int) -> String? {
    if let text = answer.headers["x-next-page"] {
      return Int(text).map { PageLink.replacing("page", with: $0, in: target) }
    }
    return PageLink.next(in: answer.headers["link"])
  }

  private struct Entry: Decodable {
    struct Statistics: Decodable { let repository_size: Int? }
    struct Fork: Decodable {}

    let path_with_namespace: String
    let http_url_to_repo: String
    let web_url: String?
    let default_branch: String?
    let archived: Bool?
    let forked_from_project: Fork?
    let visibility: String?
    let statistics: Statistics?
    let last_activity_at: String?

    var repository: RawRepository {
      RawRepository(
        fullName: path_with_namespace, cloneURL: http_url_to_repo, webURL: web_url,
        defaultBranch: default_branch,
        isArchived: archived, isFork: forked_from_project != nil,
        visibility: visibility.flatMap { .init(rawValue: $0) }, size: statistics?.repository_size,
        pushed: last_activity_at)
    }
  }
}
