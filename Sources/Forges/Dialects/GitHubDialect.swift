internal import Probing

/// GitHub's REST API, also of Enterprise Server: docs.github.com/rest/repos/repos. Sizes are in KiB; the pages follow
/// the `Link` header.
struct GitHubDialect: ForgeDialect {
  let accept = "application/vnd.github+json"

  /// A name is an organisation or a user. The token's own user has private repositories that only `/user/repos` lists.
  func starts(_ path: [String]) -> [ListingStart] {
    let name = PercentText.encoded(path[0])
    if path.count == 2 {
      return [ListingStart(target: "/repos/\(name)/\(PercentText.encoded(path[1]))", isSingle: true)]
    }
    return [
      ListingStart(target: "/orgs/\(name)/repos?type=all&sort=full_name&per_page=100"),
      ListingStart(
        target: "/user/repos?affiliation=owner&sort=full_name&per_page=100", account: ("/user", path[0])),
      ListingStart(target: "/users/\(name)/repos?type=owner&sort=full_name&per_page=100"),
    ]
  }

  func entries(_ answer: ProbeAnswer) throws -> [RawRepository?] {
    try answer.decoded([Lenient<Entry>].self).map { $0.value?.repository }
  }

  func entry(_ answer: ProbeAnswer) throws -> RawRepository { try answer.decoded(Entry.self).repository }

  func next(after answer: ProbeAnswer, to target: String, count: Int) -> String? {
    PageLink.next(in: answer.headers["link"])
  }

  private struct Entry: Decodable {
    let full_name: String
    let clone_url: String
    let html_url: String?
    let default_branch: String?
    let archived: Bool?
    let fork: Bool?
    let visibility: String?
    let `private`: Bool?
    let size: Int?
    let pushed_at: String?

    var repository: RawRepository {
      RawRepository(
        fullName: full_name, cloneURL: clone_url, webURL: html_url, defaultBranch: default_branch,
        isArchived: archived,
        isFork: fork,
        visibility: visibility.flatMap { .init(rawValue: $0) } ?? (`private` == false ? .public : .private),
        size: size.map(RawRepository.bytes), pushed: pushed_at)
    }
  }
}
