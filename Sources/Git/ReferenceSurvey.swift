/// Collects references as the files of a repository have them (git's Documentation/gitrepository-layout).
struct ReferenceSurvey {
  private(set) var found: [String: ObjectID] = [:]
  var problems: [GitError] = []

  mutating func set(_ name: String, _ target: ObjectID) { found[name] = target }

  /// `ID SP name` lines, between them `^ID` for what a tag leads to.
  mutating func addPacked(_ path: String) {
    do throws(GitError) {
      for line in try StoredFile.lines(of: path) {
        switch line.first {
        case UInt8(ascii: "#"), UInt8(ascii: "^"): continue
        default: break
        }
        guard line.count > 41, line[line.startIndex + 40] == 0x20, let id = ObjectID(hex: line.prefix(40))
        else {
          problems.append(GitError(.corruptObject, "packed-refs has a broken line", place: path))
          continue
        }
        set(BytePath.text(line.dropFirst(41)), id)
      }
    } catch { problems.append(error) }
  }

  /// Files below `refs`; they outrank the packed ones.
  mutating func addLoose(in folder: String, prefix: String) {
    let refs = folder + "refs"
    guard StoredFile.isFolder(refs) else { return }
    let listing = FolderWalk.list(BytePath(refs))
    problems += listing.problems
    // The common folder's refs have no prefix, whichever work tree looks at them.
    let shown = prefix == "main-worktree/" ? "" : prefix
    for path in listing.files where !ReferenceSurvey.isNoReference(path) {
      addLoose(BytePath("refs").appending(path), in: BytePath(folder), shown)
    }
  }

  /// What git passes over as well: its own locks, and names that begin with a dot.
  private static func isNoReference(_ path: BytePath) -> Bool {
    path.bytes.suffix(5) == Array(".lock".utf8)[...]
      || path.bytes.split(separator: 0x2F).contains { $0.first == UInt8(ascii: ".") }
  }

  private mutating func addLoose(_ name: BytePath, in folder: BytePath, _ prefix: String) {
    let shown = prefix + name.description
    do throws(GitError) {
      guard let content = try StoredFile.bytes(at: folder.appending(name)) else { return }
      if content.starts(with: Array("ref:".utf8)) { return }
      if let id = ObjectID(hex: content.prefix(40)) {
        set(shown, id)
      } else {
        problems.append(GitError(.corruptObject, "ref is broken", place: shown))
      }
    } catch { problems.append(GitError(error.code, error.message, place: shown)) }
  }

  /// HEADs of linked work trees, and the files beside HEAD (`FETCH_HEAD`, `ORIG_HEAD`, `MERGE_AUTOSTASH`, …) that
  /// keep objects alive: every line that begins with an id.
  mutating func addNotes(in folder: String, prefix: String) {
    do throws(GitError) {
      var names = try FolderWalk.entries(of: BytePath(folder), BytePath("")).filter { $0.kind == .file }.map(
        \.name
      )
      .filter { ReferenceSurvey.isNote($0.bytes) }
      for operation in ["rebase-merge", "rebase-apply"] where StoredFile.isFolder(folder + operation) {
        names += ["autostash", "onto", "orig-head", "stopped-sha"].map { BytePath(operation + "/" + $0) }
      }
      for name in names.sorted() {
        for (number, line) in try StoredFile.lines(of: folder + name.description).enumerated() {
          guard let id = ObjectID(hex: line.prefix(40)) else { continue }
          let shown = prefix + name.description + (number == 0 ? "" : "@\(number)")
          if found[shown] == nil { set(shown, id) }
        }
      }
    } catch { problems.append(error) }
  }

  /// git's glossary, "pseudoref".
  private static func isNote(_ name: [UInt8]) -> Bool {
    name == Array("HEAD".utf8) || name.suffix(5) == Array("_HEAD".utf8)[...]
      || name == Array("MERGE_AUTOSTASH".utf8)
  }
}
