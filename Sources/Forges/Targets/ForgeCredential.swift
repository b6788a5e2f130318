internal import Foundation

/// A token, or user and password, for one forge. It shows itself to no print, dump or error.
package struct ForgeCredential: Sendable, Hashable {
  /// Nil for a bare token.
  private let user: String?
  private let value: String
  /// Where it came from, such as the variable's name; for messages.
  package let source: String

  /// Nil for what cannot stand in a header.
  package init?(user: String? = nil, password: String, source: String) {
    let isPrintable = (password + (user ?? "")).utf8.allSatisfy { (0x20...0x7e).contains($0) }
    guard isPrintable, !password.isEmpty, password.utf8.count <= 4096, (user ?? "").utf8.count <= 1024,
      user?.contains(":") != true
    else { return nil }
    self.user = user
    value = password
    self.source = source
  }

  /// The header that the API of a forge wants, as its documentation has it.
  func apiHeader(_ kind: ForgeKind) -> (name: String, value: String) {
    if let user { return ("Authorization", ForgeCredential.basic(user, value)) }
    switch kind {
    case .gitlab: return ("PRIVATE-TOKEN", value)
    case .gitea: return ("Authorization", "token " + value)
    case .github, .bitbucket, .bitbucketServer: return ("Authorization", "Bearer " + value)
    }
  }

  /// The value of `Authorization` for git over HTTP. Forges take a token as a password; the user's name tells Bitbucket
  /// what kind of token it is, and the others nothing.
  func gitAuthorization(_ kind: ForgeKind?) -> String {
    guard let user else {
      switch kind {
      case .github: return ForgeCredential.basic("x-access-token", value)
      case .bitbucket: return ForgeCredential.basic("x-token-auth", value)
      case .bitbucketServer: return "Bearer " + value
      case .gitlab, .gitea, nil: return ForgeCredential.basic("oauth2", value)
      }
    }
    // An Atlassian API token: the API wants the account's address, git this word.
    if kind == .bitbucket, user.contains("@") {
      return ForgeCredential.basic("x-bitbucket-api-token-auth", value)
    }
    return ForgeCredential.basic(user, value)
  }

  /// What must not be seen in a message: the value and every form it is sent in.
  var traces: [String] {
    let forms = [ForgeKind?](ForgeKind.allCases) + [nil]
    let sent = forms.compactMap { gitAuthorization($0).split(separator: " ").last.map(String.init) }
    return Array(Set([value] + sent + ForgeKind.allCases.map { apiHeader($0).value })).sorted {
      $0.count > $1.count
    }
  }

  private static func basic(_ user: String, _ password: String) -> String {
    "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
  }
}

extension ForgeCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "credential from \(source)" }
  package var debugDescription: String { description }
  package var customMirror: Swift.Mirror { Swift.Mirror(self, children: ["source": source]) }
}
