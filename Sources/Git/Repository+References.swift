internal import CLibGit2
internal import Foundation

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
  package var isNote: Bool { !name.hasPrefix("refs/") && name.contains("_HEAD") }
}

extension Repository {
  /// Every direct reference, this work tree's and the other linked work trees' HEADs among them; symbolic ones
  /// but HEAD are left out (they repeat another). Sorted by name. A reference that cannot be read is a problem.
  package func references() -> (references: [Reference], problems: [GitError]) {
    var found: [String: ObjectID] = [:]
    var problems: [GitError] = []
    var iterator: OpaquePointer?
    let status = git_reference_iterator_new(&iterator, handle)
    if status < 0 { problems.append(GitError(.library, "cannot list refs: \(LibGit2.lastMessage(status))")) }
    defer { git_reference_iterator_free(iterator) }
    while iterator != nil {
      var reference: OpaquePointer?
      let status = git_reference_next(&reference, iterator)
      if status == GIT_ITEROVER.rawValue { break }
      if status < 0 {
        // The iterator does not go on after an error.
        problems.append(GitError(.library, "cannot read every ref: \(LibGit2.lastMessage(status))"))
        break
      }
      if let target = git_reference_target(reference) {
        found[String(cString: git_reference_name(reference))] = ObjectID(target.pointee)
      }
      git_reference_free(reference)
    }
    if let head {
      found["HEAD"] = head
    } else if !isUnborn {
      problems.append(GitError(.corruptObject, "HEAD cannot be read", place: gitFolder + "HEAD"))
    }
    addLooseReferences(&found, &problems)
    for reference in pseudoReferences() where found[reference.name] == nil { found[reference.name] = reference.target }
    return (found.map { Reference(name: $0, target: $1) }.sorted { $0.name < $1.name }, problems)
  }

  /// Files below `refs` that libgit2 passes over in silence: broken ones, and names that it does not accept.
  private func addLooseReferences(_ found: inout [String: ObjectID], _ problems: inout [GitError]) {
    for (prefix, folder) in workTreeFolders() {
      guard let names = FileManager.default.enumerator(atPath: folder + "refs") else { continue }
      for case let part as String in names where !part.hasSuffix(".lock") {
        let name = (prefix == "main-worktree/" ? "" : prefix) + "refs/" + part
        var isFolder: ObjCBool = false
        let path = folder + "refs/" + part
        guard found[name] == nil, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
          !isFolder.boolValue
        else { continue }
        let content = FileManager.default.contents(atPath: path) ?? Data()
        if content.starts(with: Array("ref:".utf8)) { continue }
        if let id = ObjectID(hex: ArraySlice(content.prefix(40))) {
          found[name] = id
        } else {
          problems.append(GitError(.corruptObject, "ref is broken", place: name))
        }
      }
    }
  }

  /// HEADs of linked work trees, and the files beside HEAD (`FETCH_HEAD`, `ORIG_HEAD`, `MERGE_HEAD`, …) that
  /// keep objects alive.
  private func pseudoReferences() -> [Reference] {
    var result: [Reference] = []
    for (prefix, folder) in workTreeFolders() {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where name == "HEAD" || name.hasSuffix("_HEAD") {
        guard let data = FileManager.default.contents(atPath: folder + name), data.count < 1 << 20 else { continue }
        for (number, line) in data.split(separator: 0x0A).enumerated() {
          guard let id = ObjectID(hex: ArraySlice(line.prefix(40))) else { continue }
          result.append(Reference(name: prefix + name + (number == 0 ? "" : "@\(number)"), target: id))
        }
      }
    }
    return result
  }

  /// The common folder and those of linked work trees, with the prefix for their pseudo references.
  private func workTreeFolders() -> [(prefix: String, path: String)] {
    let folder = commonFolder + "worktrees"
    // No such folder where there is no linked work tree.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let main = gitFolder == commonFolder ? "" : "main-worktree/"
    return [(main, commonFolder)] + names.sorted().map { ("worktrees/\($0)/", "\(folder)/\($0)/") }
  }

  /// Every object id that a reflog names, with the reflog's ref name.
  package func reflogTargets() -> [Reference] {
    var seen: Set<ObjectID> = []
    var result: [Reference] = []
    for (prefix, folder) in workTreeFolders() {
      guard let names = FileManager.default.enumerator(atPath: folder + "logs") else { continue }
      for case let name as String in names {
        var isFolder: ObjCBool = false
        let path = folder + "logs/" + name
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
          let data = FileManager.default.contents(atPath: path)
        else { continue }
        for line in data.split(separator: 0x0A) {
          for start in [0, 41] where line.count >= start + 40 {
            let digits = ArraySlice(line.dropFirst(start).prefix(40))
            guard let id = ObjectID(hex: digits), !id.isZero, seen.insert(id).inserted else { continue }
            result.append(Reference(name: prefix + name, target: id))
          }
        }
      }
    }
    return result
  }

  /// Commits whose parents a shallow clone lacks.
  package func shallowBoundary() -> Set<ObjectID> {
    Set(lines(of: commonFolder + "shallow").compactMap { ObjectID(hex: $0.prefix(40)) })
  }

  /// Parents that `info/grafts` adds to commits.
  package func grafts() -> [ObjectID: [ObjectID]] {
    var result: [ObjectID: [ObjectID]] = [:]
    for line in lines(of: commonFolder + "info/grafts") {
      let ids = line.split(separator: 0x20).compactMap { ObjectID(hex: $0) }
      if let first = ids.first { result[first] = Array(ids.dropFirst()) }
    }
    return result
  }

  /// True where objects may be missing by agreement with a remote.
  package var isPartialClone: Bool {
    // No pack folder in a fresh repository.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: objectsFolder + "/pack")) ?? []
    return names.contains { $0.hasSuffix(".promisor") }
  }

  private func lines(of path: String) -> [ArraySlice<UInt8>] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return Array(data).split(separator: 0x0A)
  }
}
