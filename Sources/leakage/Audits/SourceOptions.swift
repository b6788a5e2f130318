internal import ArgumentParser
internal import Findings
internal import Forges

/// Which repositories of forges are meant, and where their clones are kept.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What a web address of an unknown host is: github, gitlab, gitea, forgejo, bitbucket or bitbucket-server.",
      valueName: "kind"),
    transform: SourceOptions.kind)
  var forge: ForgeKind?

  @Option(help: ArgumentHelp("Address of your GitHub Enterprise Server.", valueName: "url"))
  var githubUrl: String?

  @Option(help: ArgumentHelp("Address of your GitLab.", valueName: "url"))
  var gitlabUrl: String?

  @Option(help: ArgumentHelp("Address of your Gitea or Forgejo.", valueName: "url"))
  var giteaUrl: String?

  @Option(help: ArgumentHelp("Address of your Bitbucket Data Center.", valueName: "url"))
  var bitbucketUrl: String?

  @Flag(help: "Leave out archived repositories of forges.")
  var noArchived = false

  @Flag(help: "Leave out forks.")
  var noForks = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only repositories that are public, private or internal. Repeatable.", valueName: "who"))
  var visibility: [ListedRepository.Visibility] = []

  @Option(
    name: .customLong("only"), parsing: .singleValue,
    help: ArgumentHelp(
      "Only repositories of forges whose owner/name (or name) matches. Repeatable.", valueName: "glob"))
  var names: [String] = []

  @Option(
    name: .customLong("except"), parsing: .singleValue,
    help: ArgumentHelp("Leave out those that match. Repeatable.", valueName: "glob"))
  var excluded: [String] = []

  @Option(
    help: ArgumentHelp("Leave out repositories of forges over SIZE.", valueName: "size"),
    transform: { try ByteCount($0) })
  var maxRepository: ByteCount?

  @Option(
    help: ArgumentHelp("Only repositories of forges that changed since DATE.", valueName: "date"),
    transform: DateArgument.parse)
  var pushedSince: Timestamp?

  @Flag(help: "Also fetch the refs of pull and merge requests.")
  var requests = false

  @Option(
    help: ArgumentHelp(
      "Keep clones in DIR. (default: leakage/mirrors in the cache directory)", valueName: "dir"),
    completion: .directory)
  var cache: String?

  @Option(
    help: ArgumentHelp(
      "Delete the clones that were used longest ago beyond SIZE. (default: 50GiB)", valueName: "size"),
    transform: { try ByteCount($0) })
  var cacheSize: ByteCount?

  @Option(
    help: ArgumentHelp("Repositories that are fetched at a time. (default: 4)", valueName: "n"),
    transform: EngineOptions.parseCount)
  var fetches: Int?

  private static func kind(_ text: String) throws -> ForgeKind {
    guard let kind = ForgeKind(word: text) else {
      throw BadValue("not github, gitlab, gitea, forgejo, bitbucket or bitbucket-server")
    }
    return kind
  }

  var filter: ListingFilter {
    var filter = ListingFilter()
    filter.includesArchived = !noArchived
    filter.includesForks = !noForks
    if !visibility.isEmpty { filter.visibilities = Set(visibility) }
    filter.names = names.map { PathGlob($0) }
    filter.excludedNames = excluded.map { PathGlob($0) }
    filter.largest = maxRepository?.bytes
    filter.pushedSince = pushedSince
    return filter
  }

  var bases: [ForgeKind: String] {
    [.github: githubUrl, .gitlab: gitlabUrl, .gitea: giteaUrl, .bitbucket: bitbucketUrl].compactMapValues(
      \.self)
  }
}

extension ListedRepository.Visibility: ExpressibleByArgument {}
