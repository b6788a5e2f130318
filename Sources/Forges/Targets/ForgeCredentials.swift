internal import Foundation

/// The credentials of the environment, and which place each is for.
package struct ForgeCredentials: Sendable {
  private let lookup: @Sendable (String) -> String?

  /// `lookup` gives a variable's value.
  package init(_ lookup: @escaping @Sendable (String) -> String?) { self.lookup = lookup }

  /// A token goes to the public installation of its forge, or to the one that the user named. A variable that is empty
  /// is not set. Throws where one holds characters that no header can hold.
  package func credential(for place: ForgePlace) throws(ForgeError) -> ForgeCredential? {
    for name in ForgeCredentials.variables(place) {
      guard let value = value(name) else { continue }
      let user = place.kind == .bitbucket || place.kind == .bitbucketServer ? userName : nil
      // A repository's or workspace's access token has no user; one of a person has.
      let isPersonal = name != "BITBUCKET_TOKEN" || user?.contains("@") == true
      guard let credential = ForgeCredential(user: isPersonal ? user : nil, password: value, source: name)
      else {
        throw ForgeError(.badToken, "holds characters that no token has", place: name)
      }
      return credential
    }
    return nil
  }

  /// For an address that a list names: the credential of the forge that it belongs to, a public one or one of the bases.
  /// Nil for any other host.
  package func credential(
    for address: RepositoryAddress, bases: ForgeBases
  ) throws(ForgeError) -> (credential: ForgeCredential, kind: ForgeKind)? {
    for place in bases.all + ForgePlace.allPublic where place.owns(address) {
      return try credential(for: place).map { ($0, place.kind) }
    }
    return nil
  }

  private var userName: String? { value("BITBUCKET_EMAIL") ?? value("BITBUCKET_USERNAME") }

  private func value(_ name: String) -> String? {
    let text = lookup(name)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return text.isEmpty ? nil : text
  }

  /// In the order in which they are looked up.
  package static func variables(_ place: ForgePlace) -> [String] {
    switch place.kind {
    case .github:
      (place.isSelfHosted ? ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"] : []) + [
        "GITHUB_TOKEN", "GH_TOKEN",
      ]
    case .gitlab: ["GITLAB_TOKEN"]
    case .gitea: (place == ForgePlace.codeberg ? ["CODEBERG_TOKEN"] : []) + ["FORGEJO_TOKEN", "GITEA_TOKEN"]
    case .bitbucket, .bitbucketServer: ["BITBUCKET_TOKEN", "BITBUCKET_API_TOKEN", "BITBUCKET_APP_PASSWORD"]
    }
  }
}
