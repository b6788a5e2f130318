internal import Probing

/// Bitbucket Cloud's API: developer.atlassian.com/cloud/bitbucket/rest. Sizes are in bytes; a page names the next one.
/// There are no archived repositories. Data Center has another API: `BitbucketServerDialect`.
struct BitbucketDialect: ForgeDialect {
  let accept = "application/json"

  func starts(_ path: [String]) -> [ListingStart] {
    let name = PercentText.encoded(path[0])
    if path.count == 2 {
      return [ListingStart(target: "/repositories/\(name)/\(PercentText.encoded(path[1]))", isSingle: true)]
    }
    return [ListingStart(target: "/repositories/\(name)?sort=full_name&pagelen=100")]
  }

  func entries(_ answer: ProbeAnswer) throws -> [RawRepository?] {
    try answer.decoded(Page.self).values.map { $0.value?.repository }
  }

  func entry(_ answer: ProbeAnswer) throws -> RawRepository { try answer.decoded(Entry.self).repository }

  func next(after answer: ProbeAnswer, to target: String, count: Int) throws -> String? {
    try answer.decoded(Next.self).next
  }

  private struct Page: Decodable { let values: [Lenient<Entry>] }
  private struct Next: Decodable { let next: String? }

  private struct Entry: Decodable {
    struct Link: Decodable {
      let name: String?
      let href: String
    }
    struct Links: Decodable {
      let clone: [Link]
      let html: Link?
    }
    struct Branch: Decodable { let name: String? }
    struct Parent: Decodable {}

    let full_name: String
    let links: Links
    let mainbranch: Branch?
    let is_private: Bool?
    let parent: Parent?
    let size: Int?
    let updated_on: String?

    var repository: RawRepository {
      RawRepository(
        fullName: full_name, cloneURL: links.clone.first { $0.name == "https" || $0.name == "http" }?.href,
        webURL: links.html?.href, defaultBranch: mainbranch?.name, isArchived: false, isFork: parent != nil,
        visibility: is_private == false ? .public : .private, size: size, pushed: updated_on)
    }
  }
}
