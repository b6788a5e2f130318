internal import Probing

/// The API of Gitea and Forgejo: `/api/swagger` of every installation. Sizes are in KiB. Pages are counted with `page` and
/// `limit` (an installation may give fewer than asked for) up to `X-Total-Count`: the `Link` header is built from what
/// the installation believes to be its name.
struct GiteaDialect: ForgeDialect {
  let accept = "application/json"

  func starts(_ path: [String]) -> [ListingStart] {
    let name = PercentText.encoded(path[0])
    if path.count == 2 {
      return [ListingStart(target: "/repos/\(name)/\(PercentText.encoded(path[1]))", isSingle: true)]
    }
    return [
      ListingStart(target: "/orgs/\(name)/repos?limit=50&page=1"),
      ListingStart(target: "/users/\(name)/repos?limit=50&page=1"),
    ]
  }

  func entries(_ answer: ProbeAnswer) throws -> [RawRepository?] {
    try answer.decoded([Lenient<Entry>].self).map { $0.value?.repository }
  }

  func entry(_ answer: ProbeAnswer) throws -> RawRepository { try answer.decoded(Entry.self).repository }

  func next(after answer: ProbeAnswer, to target: String, count: Int) -> String? {
    guard count > 0 else { return nil }
    let page = PageLink.number("page", in: target)
    // Where the total is told and this is the last page, the next one is not asked for. A page that is cut by the
    // installation's own limit tells its size only by the first page: the end is an empty page then.
    let isLast = answer.headers["link"].map { PageLink.next(in: $0) == nil } ?? false
    let isWhole =
      answer.headers["x-total-count"].flatMap { Int($0) }.map { page == 1 && $0 <= count } ?? false
    return isLast || isWhole ? nil : PageLink.replacing("page", with: page + 1, in: target)
  }

  private struct Entry: Decodable {
    let full_name: String
    let clone_url: String
    let html_url: String?
    let default_branch: String?
    let archived: Bool?
    let fork: Bool?
    let `private`: Bool?
    let `internal`: Bool?
    let size: Int?
    let updated_at: String?

    var repository: RawRepository {
      RawRepository(
        fullName: full_name, cloneURL: clone_url, webURL: html_url, defaultBranch: default_branch,
        isArchived: archived,
        isFork: fork,
        visibility: `internal` == true ? .internal : `private` == false ? .public : .private,
        size: size.map(RawRepository.bytes), pushed: updated_at)
    }
  }
}
