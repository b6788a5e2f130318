/// A name and the object it points at (before peeling).
package struct Reference: Sendable, Hashable {
  /// Full name such as `refs/heads/main`.
  package let name: String
  package let target: ObjectID

  package init(name: String, target: ObjectID) {
    self.name = name
    self.target = target
  }

  /// `FETCH_HEAD`, `ORIG_HEAD` and the like: git lets what they name be pruned.
  package var isNote: Bool {
    !name.hasPrefix("refs/") && !name.hasSuffix("/HEAD") && name != "HEAD" && !name.contains("/refs/")
  }

  /// Under `refs/leakage/gone/` a mirror of ours keeps what its remote has deleted or rewound: history, and no tip.
  package var isGone: Bool { name.hasPrefix("refs/leakage/gone/") }

  /// Leads to objects that count as history only.
  package var isKept: Bool { isNote || isGone }
}

extension Repository {
  /// Every direct reference, this work tree's and the other linked work trees' HEADs among them; symbolic ones
  /// but HEAD are left out (they repeat another). Sorted by name. A reference that cannot be read is a problem.
  package func references() -> (references: [Reference], problems: [GitError]) {
    var survey = ReferenceSurvey()
    survey.addPacked(commonFolder + "packed-refs")
    for (prefix, folder) in workTreeFolders(&survey.problems) {
      survey.addLoose(in: folder, prefix: prefix)
      survey.addNotes(in: folder, prefix: prefix)
    }
    if let head {
      survey.set("HEAD", head)
    } else if !isUnborn {
      survey.problems.append(GitError(.corruptObject, "HEAD cannot be read", place: gitFolder + "HEAD"))
    }
    let references = survey.found.map { Reference(name: $0, target: $1) }.sorted { $0.name < $1.name }
    return (references, survey.problems)
  }

  /// The common folder and those of linked work trees, with the prefix for their own references.
  private func workTreeFolders(_ problems: inout [GitError]) -> [(prefix: String, path: String)] {
    let folder = commonFolder + "worktrees"
    let main = gitFolder == commonFolder ? "" : "main-worktree/"
    guard StoredFile.isFolder(folder) else { return [(main, commonFolder)] }
    do throws(GitError) {
      let names = try FolderWalk.entries(of: BytePath(folder), BytePath("")).map(\.name).sorted()
      return [(main, commonFolder)] + names.map { ("worktrees/\($0)/", "\(folder)/\($0)/") }
    } catch {
      problems.append(error)
      return [(main, commonFolder)]
    }
  }

  /// Every object id that a reflog names, with the reflog's ref name.
  package func reflogTargets() -> (references: [Reference], problems: [GitError]) {
    var problems: [GitError] = []
    var seen: Set<ObjectID> = []
    var result: [Reference] = []
    for (prefix, folder) in workTreeFolders(&problems) {
      let logs = folder + "logs"
      guard StoredFile.isFolder(logs) else { continue }
      let listing = FolderWalk.list(BytePath(logs))
      problems += listing.problems
      for name in listing.files {
        do throws(GitError) {
          for line in try StoredFile.lines(of: name.below(BytePath(logs))) {
            for start in [0, 41] where line.count >= start + 40 {
              let digits = line.dropFirst(start).prefix(40)
              guard let id = ObjectID(hex: digits), !id.isZero, seen.insert(id).inserted else { continue }
              result.append(Reference(name: prefix + name.description, target: id))
            }
          }
        } catch { problems.append(error) }
      }
    }
    return (result, problems)
  }

  /// Commits whose parents a shallow clone lacks.
  package func shallowBoundary() throws(GitError) -> Set<ObjectID> {
    Set(try StoredFile.lines(of: commonFolder + "shallow").compactMap { ObjectID(hex: $0.prefix(40)) })
  }

  /// Parents that `info/grafts` adds to commits.
  package func grafts() throws(GitError) -> [ObjectID: [ObjectID]] {
    var result: [ObjectID: [ObjectID]] = [:]
    for line in try StoredFile.lines(of: commonFolder + "info/grafts") {
      let ids = line.split(separator: 0x20).compactMap { ObjectID(hex: $0) }
      if let first = ids.first { result[first] = Array(ids.dropFirst()) }
    }
    return result
  }

  /// True where objects may be missing by agreement with a remote.
  package var isPartialClone: Bool {
    let folder = objectsFolder + "/pack"
    guard StoredFile.isFolder(folder) else { return false }
    // A folder that cannot be listed is the object store's to tell.
    do throws(GitError) {
      let suffix = Array(".promisor".utf8)
      return try FolderWalk.entries(of: BytePath(folder), BytePath("")).contains {
        $0.name.bytes.suffix(9) == suffix[...]
      }
    } catch { return false }
  }
}
