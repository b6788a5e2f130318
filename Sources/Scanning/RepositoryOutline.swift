internal import Git

/// What a hook or a CI step has to know of a repository before it scans: where its files are, which commits it has.
package struct RepositoryOutline {
  /// The `.git` folder of this work tree (or the bare repository), with a trailing slash.
  package let gitFolder: String
  /// Root of the work tree, with a trailing slash; nil when bare.
  package let workTree: String?
  package let isShallow: Bool
  /// Objects may be missing by agreement with a remote.
  package var isPartial: Bool { repository.isPartialClone }

  private let repository: Repository
  private let objectFolders: [String]

  /// Opens the repository at `path` or above it, read-only; `objectFolders` are read beside its own objects.
  package init(path: String, objectFolders: [String] = []) throws(OutlineError) {
    do throws(GitError) {
      repository = try Repository(path: path, objectFolders: objectFolders)
      isShallow = try !repository.shallowBoundary().isEmpty
    } catch {
      throw OutlineError(description: "\(error)")
    }
    self.objectFolders = objectFolders
    gitFolder = repository.gitFolder
    workTree = repository.workTree
  }

  /// Object id of the commit that a revision leads to; nil where the repository has no such commit.
  package func commit(_ revision: String) -> String? {
    do throws(GitError) { return try repository.commit(named: revision).description } catch { return nil }
  }

  /// Full names of the refs that begin so, with the objects that they point at. Throws where one cannot be read: what
  /// it leads to would be taken for new, or for known.
  package func references(below prefix: String = "refs/") throws(OutlineError) -> [(name: String, id: String)]
  {
    let (references, problems) = repository.references()
    if let problem = problems.first { throw OutlineError(description: "\(problem)") }
    return references.filter { $0.name.hasPrefix(prefix) }.map { ($0.name, $0.target.description) }
  }

  /// True where a shallow clone ends among the commits that `tips` lead to and `excluded` do not.
  package func isCutOff(tips: [String], excluding excluded: [String]) throws(OutlineError) -> Bool {
    guard isShallow else { return false }
    do throws(GitError) {
      var ids: (tips: [ObjectID], excluded: [ObjectID]) = ([], [])
      for tip in tips { ids.tips.append(try repository.commit(named: tip)) }
      for revision in excluded { ids.excluded.append(try repository.commit(named: revision)) }
      let store = ObjectStore(
        objectsPath: repository.objectsFolder, beside: objectFolders, isForFewReads: true)
      return try repository.isCutOff(tips: ids.tips, excluding: ids.excluded, ObjectReader(store))
    } catch {
      throw OutlineError(description: "\(error)")
    }
  }
}

/// Why a repository cannot be looked at.
package struct OutlineError: Error, CustomStringConvertible {
  package let description: String
}
