/// Every object that a repository has: its packs, its loose objects, and those of its alternates.
/// Objects are numbered: first the packs' in id order, pack after pack, then the loose ones.
package final class ObjectStore: Sendable {
  package let packs: [Pack]
  /// Number of each pack's first object.
  package let packStarts: [Int]
  package let looseIDs: [ObjectID]
  /// Its own folder and those of its alternates.
  let folders: [String]
  /// What of the store could not be read.
  package let problems: [GitError]
  private let looseNumbers: [ObjectID: Int]

  package var count: Int { looseStart + looseIDs.count }
  package var looseStart: Int { packs.isEmpty ? 0 : (packStarts.last ?? 0) + (packs.last?.count ?? 0) }

  /// A store without objects.
  package static let empty = ObjectStore()

  private init() {
    packs = []
    packStarts = []
    looseIDs = []
    folders = []
    problems = []
    looseNumbers = [:]
  }

  /// `path` of an `objects` folder, and others that are read beside it. `isForFewReads` leaves out what only a scan of
  /// everything needs: the list of loose objects and fast look-ups.
  package init(objectsPath path: String, beside others: [String] = [], isForFewReads: Bool = false) {
    var survey = StoreSurvey(isForFewReads: isForFewReads)
    survey.visit(path, depth: 0)
    for other in others { survey.visitGiven(other) }
    packs = survey.packs
    folders = survey.folders
    problems = survey.problems
    var starts: [Int] = []
    var next = 0
    for pack in survey.packs {
      starts.append(next)
      next += pack.count
    }
    packStarts = starts
    let packed = survey.packs
    let loose = survey.loose.filter { id in !packed.contains { $0.index.position(of: id) != nil } }.sorted()
    looseIDs = loose
    looseNumbers = Dictionary(uniqueKeysWithValues: loose.enumerated().map { ($1, next + $0) })
  }

  /// Number of an object; where several packs hold it, the one in the first.
  package func number(of id: ObjectID) -> Int? {
    for (index, pack) in packs.enumerated() {
      if let position = pack.index.position(of: id) { return packStarts[index] + position }
    }
    return looseNumbers.isEmpty ? nil : looseNumbers[id]
  }

  package func id(of number: Int) -> ObjectID {
    if number >= looseStart { return looseIDs[number - looseStart] }
    var pack = packStarts.count - 1
    while packStarts[pack] > number { pack -= 1 }
    return packs[pack].index.id(at: number - packStarts[pack])
  }
}

/// Walks the folders of a store.
private struct StoreSurvey {
  var packs: [Pack] = []
  var loose: Set<ObjectID> = []
  var problems: [GitError] = []
  private(set) var folders: [String] = []
  private let isForFewReads: Bool
  private var visited: Set<String> = []

  init(isForFewReads: Bool) { self.isForFewReads = isForFewReads }

  /// git itself follows five levels of alternates.
  private static let alternateDepth = 5

  mutating func visit(_ path: String, depth: Int) {
    guard visited.insert(StoredFile.realPath(path) ?? path).inserted else { return }
    folders.append(path)
    addPacks(path + "/pack")
    if !isForFewReads { addLoose(path) }
    for alternate in alternates(of: path) {
      guard depth < StoreSurvey.alternateDepth else {
        problems.append(GitError(.unreadableFile, "alternates are nested too deeply", place: alternate))
        continue
      }
      guard StoredFile.isFolder(alternate) else {
        problems.append(GitError(.unreadableFile, "alternate object store is missing", place: alternate))
        continue
      }
      visit(alternate, depth: depth + 1)
    }
  }

  /// A folder that somebody named has to be there.
  mutating func visitGiven(_ path: String) {
    guard StoredFile.isFolder(path) else {
      problems.append(GitError(.unreadableFile, "object store is missing", place: path))
      return
    }
    visit(path, depth: 0)
  }

  private mutating func addPacks(_ folder: String) {
    let names = list(folder)
    let known = Set(names)
    for name in names.sorted() where name.hasSuffix(".pack") {
      guard known.contains(name.dropLast(5) + ".idx") else {
        problems.append(
          GitError(.corruptPack, "pack has no index; git index-pack makes one", place: folder + "/" + name))
        continue
      }
      do throws(GitError) {
        let pack = try Pack(path: folder + "/" + name, isForFewReads: isForFewReads)
        packs.append(pack)
        if !pack.index.isSorted {
          problems.append(
            GitError(
              .corruptPack, "index is not in order, so that objects cannot be found by it", place: pack.path))
        }
      } catch { problems.append(error) }
    }
    for name in names where name.hasSuffix(".idx") && !known.contains(name.dropLast(4) + ".pack") {
      problems.append(GitError(.corruptPack, "index without its pack", place: folder + "/" + name))
    }
  }

  private mutating func addLoose(_ folder: String) {
    for name in list(folder) where name.utf8.count == 2 && UInt8(name, radix: 16) != nil {
      for rest in list(folder + "/" + name) where rest.utf8.count == 38 {
        if let id = ObjectID(name + rest) { loose.insert(id) }
      }
    }
  }

  private mutating func alternates(of folder: String) -> [String] {
    do throws(GitError) {
      return try StoredFile.lines(of: folder + "/info/alternates").filter { $0.first != UInt8(ascii: "#") }
        .map { BytePath.text($0) }.map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
    } catch {
      problems.append(error)
      return []
    }
  }

  private mutating func list(_ folder: String) -> [String] {
    guard StoredFile.isFolder(folder) else { return [] }
    do throws(GitError) {
      return try FolderWalk.entries(of: BytePath(folder), BytePath("")).map(\.name.description)
    } catch {
      problems.append(error)
      return []
    }
  }
}
