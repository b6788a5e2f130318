internal import Foundation
internal import Probing

/// How one kind of forge is asked, and how its answers are read.
protocol ForgeDialect: Sendable {
  /// The `Accept` header.
  var accept: String { get }
  /// What is asked for a path, in turn, until one is found.
  func starts(_ path: [String]) -> [ListingStart]
  /// The repositories of an answer; nil for an entry that has not the documented form. Throws where the whole has not.
  func entries(_ answer: ProbeAnswer) throws -> [RawRepository?]
  /// One repository.
  func entry(_ answer: ProbeAnswer) throws -> RawRepository
  /// What is asked next: a target behind the API's path, or a whole address.
  func next(after answer: ProbeAnswer, to target: String, count: Int) throws -> String?
}

struct ListingStart {
  /// Path and query behind the API's own path.
  let target: String
  /// The answer is one repository, not a list.
  var isSingle = false
  /// Skipped unless the token belongs to this account: the account's address in the API, and its name.
  var account: (target: String, name: String)?
}

extension ForgePlace {
  var dialect: any ForgeDialect {
    switch kind {
    case .github: GitHubDialect()
    case .gitlab: GitLabDialect()
    case .gitea: GiteaDialect()
    case .bitbucket: BitbucketDialect()
    case .bitbucketServer: BitbucketServerDialect()
    }
  }
}

/// An entry that may be broken without breaking the list.
struct Lenient<Value: Decodable>: Decodable {
  let value: Value?

  init(from decoder: any Decoder) throws {
    do { value = try Value(from: decoder) } catch { value = nil }
  }
}

extension ProbeAnswer {
  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body))
  }
}
