/// The forges whose list of repositories can be read. Forgejo, and Codeberg which runs it, speak Gitea's language.
package enum ForgeKind: String, Sendable, CaseIterable {
  case github, gitlab, gitea, bitbucket
  /// Data Center, which has another API than Bitbucket Cloud.
  case bitbucketServer = "bitbucket-server"

  /// As a user writes it: `forgejo` and `codeberg` are Gitea's.
  package init?(word: String) {
    switch word.lowercased() {
    case "forgejo", "codeberg": self = .gitea
    case let word: self.init(rawValue: word)
    }
  }

  package var name: String {
    switch self {
    case .github: "GitHub"
    case .gitlab: "GitLab"
    case .gitea: "Gitea or Forgejo"
    case .bitbucket: "Bitbucket"
    case .bitbucketServer: "Bitbucket Data Center"
    }
  }
}
