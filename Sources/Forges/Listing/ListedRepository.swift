package import Findings

/// A repository as its forge tells of it, checked.
package struct ListedRepository: Sendable, Hashable {
  package enum Visibility: String, Sendable, CaseIterable {
    case `public`, `private`
    /// For everybody who is signed in.
    case `internal`
  }

  /// `owner/name`, with groups in between on GitLab.
  package let fullName: String
  /// Everything before the last slash.
  package let owner: String
  package let cloneAddress: RepositoryAddress
  /// For people; nil where the forge gives none that leads to itself.
  package let webURL: String?
  package let defaultBranch: String?
  package let isArchived: Bool
  package let isFork: Bool
  package let visibility: Visibility
  /// Bytes; nil where the forge does not tell.
  package let size: Int?
  /// The last push; with Gitea and Bitbucket the last update of any kind, with GitLab the last activity.
  package let pushed: Timestamp?

  /// Throws where an answer names what no repository of this forge has.
  init(_ entry: RawRepository, of place: ForgePlace) throws(ForgeError) {
    let name = entry.fullName ?? ""
    func refusal(_ code: ForgeError.Code, _ reason: String) -> ForgeError {
      ForgeError(code, reason, place: "\(place.host) \(name.isEmpty ? "(no name)" : name)")
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, parts.count <= 22, parts.allSatisfy(ForgeTarget.isName) else {
      throw refusal(.malformed, "the forge lists it under a name that no forge gives")
    }
    guard let clone = entry.cloneURL else {
      throw refusal(.malformed, "the forge gives no address to clone from")
    }
    let address: RepositoryAddress
    do throws(ForgeError) {
      address = try RepositoryAddress(clone, isPathAllowed: false)
    } catch {
      throw refusal(.badAddress, "its address to clone from \(error.message)")
    }
    guard place.owns(address) else {
      throw refusal(.badAddress, "its address to clone from leads to another place than \(place.host)")
    }
    fullName = name
    owner = parts.dropLast().joined(separator: "/")
    cloneAddress = address.withoutCredential
    webURL = entry.webURL.flatMap { text in
      WebAddress(text).flatMap { $0.host == place.web.host ? text : nil }
    }
    defaultBranch = entry.defaultBranch.flatMap { SafeText.isBranch($0) ? $0 : nil }
    isArchived = entry.isArchived ?? false
    isFork = entry.isFork ?? false
    visibility = entry.visibility ?? .private
    size = entry.size.map { max(0, $0) }
    pushed = entry.pushed.flatMap { Timestamp(parsing: $0) }
  }
}

/// What an answer says of a repository, not yet checked.
struct RawRepository {
  var fullName: String?
  var cloneURL: String?
  var webURL: String?
  var defaultBranch: String?
  var isArchived: Bool?
  var isFork: Bool?
  var visibility: ListedRepository.Visibility?
  var size: Int?
  var pushed: String?

  /// From KiB; what no disk holds is as much as fits.
  static func bytes(_ kibibytes: Int) -> Int { min(max(0, kibibytes), Int.max >> 10) << 10 }
}

extension SafeText {
  /// A name that `refs/heads/` may be put in front of.
  static func isBranch(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 1024 && !name.hasPrefix("-") && !name.hasPrefix("/")
      && !name.contains("..")
      && !name.unicodeScalars.contains { isUnsafe($0) || " ~^:?*[\\".unicodeScalars.contains($0) }
  }
}
