extension ForgeTarget {
  /// The names in the web address of an owner or a repository, without the words that the forge puts around them:
  /// `/orgs/ORG/repositories`, `/groups/GROUP/-/…`, `/projects/KEY/repos/NAME`.
  static func names(of address: WebAddress, at place: ForgePlace) -> [String] {
    let start = place.web.path.split(separator: "/").count
    var names = address.path.split(separator: "/").dropFirst(start).map(String.init)
    switch place.kind {
    case .github where names.first == "orgs" && names.count > 1: names = [names[1]]
    case .gitlab:
      if names.first == "groups" { names.removeFirst() }
      if let mark = names.firstIndex(of: "-") { names.removeSubrange(mark...) }
    case .bitbucket where names.count == 3 && names[1] == "workspace": names = [names[0]]
    case .bitbucketServer where names.first == "projects":
      names.removeFirst()
      if names.count > 1, names[1] == "repos" { names.remove(at: 1) }
    default: break
    }
    return names
  }
}
