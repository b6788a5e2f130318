internal import Probing

/// Bitbucket Data Center's API: developer.atlassian.com/server/bitbucket/rest. A project's key, or `~user`, is the owner.
/// Neither size, date nor default branch is told; the answer names the number that the next page starts with.
struct BitbucketServerDialect: ForgeDialect {
  let accept = "application/json"

  func starts(_ path: [String]) -> [ListingStart] {
    let name = PercentText.encoded(path[0])
    if path.count == 2 {
      let repository = PercentText.encoded(path[1])
      return [ListingStart(target: "/projects/\(name)/repos/\(repository)", isSingle: true)]
    }
    return [ListingStart(target: "/projects/\(name)/repos?limit=100&start=0")]
  }

  func entries(_ answer: ProbeAnswer) throws -> [RawRepository?] {
    try answer.decoded(Page.self).values.map { $0.value?.repository }
  }

  func entry(_ answer: ProbeAnswer) throws -> RawRepository { try answer.decoded(Entry.self).repository }

  func next(after answer: ProbeAnswer, to target: String, count: Int) throws -> String? {
    let next = try answer.decoded(Next.self)
    guard next.isLastPage != true, let start = next.nextPageStart else { return nil }
    return PageLink.replacing("start", with: start, in: target)
  }

  private struct Page: Decodable { let values: [Lenient<Entry>] }
  private struct Next: Decodable {
    let isLastPage: Bool?
    let nextPageStart: Int?
  }

  private struct Entry: Decodable {
    struct Link: Decodable {
      let name: String?
      let href: String
    }
    struct Links: Decodable {
      let clone: [Link]
      let `self`: [Link]?
    }
    struct Project: Decodable { let key: String }
    struct Origin: Decodable {}

    let slug: String
    let project: Project
    let links: Links
    let `public`: Bool?
    let archived: Bool?
    let origin: Origin?

    var repository: RawRepository {
      RawRepository(
        fullName: project.key + "/" + slug,
        cloneURL: links.clone.first { $0.name == "http" || $0.name == "https" }?.href,
        webURL: links.`self`?.first?.href,
        isArchived: archived, isFork: origin != nil, visibility: `public` == true ? .public : .private)
    }
  }
}
