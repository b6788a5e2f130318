package import Findings

/// Which of the listed repositories are wanted. Without a word from the user: all of them.
package struct ListingFilter: Sendable {
  package var includesArchived = true
  package var includesForks = true
  package var visibilities = Set(ListedRepository.Visibility.allCases)
  /// Patterns of `owner/name`, or of the name alone where they hold no slash; any of them, or all when empty.
  package var names: [PathGlob] = []
  package var excludedNames: [PathGlob] = []
  /// Bytes; a size that is not known passes.
  package var largest: Int?
  /// A date that is not known passes.
  package var pushedSince: Timestamp?

  package init() {}

  package enum Omission: String, Sendable, CaseIterable {
    case archived, fork, visibility, name, size
    case notPushed = "not-pushed"
    /// Was on an earlier page.
    case repeated
  }

  /// Why a repository is left out; nil when it is wanted.
  package func omission(of repository: ListedRepository) -> Omission? {
    if repository.isArchived, !includesArchived { return .archived }
    if repository.isFork, !includesForks { return .fork }
    if !visibilities.contains(repository.visibility) { return .visibility }
    let isNamed = names.isEmpty || names.contains { $0.matches(repository.fullName) }
    if !isNamed || excludedNames.contains(where: { $0.matches(repository.fullName) }) { return .name }
    if let largest, let size = repository.size, size > largest { return .size }
    if let pushedSince, let pushed = repository.pushed, pushed < pushedSince { return .notPushed }
    return nil
  }
}
