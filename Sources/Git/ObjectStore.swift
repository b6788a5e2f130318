internal import Foundation

/// Every object that a repository has: its packs, its loose objects, and those of its alternates.
/// Objects are numbered: first the packs' in id order, pack after pack, then the loose ones.
package final class ObjectStore: Sendable {
  package let packs: [Pack]
  /// Number of each pack's first object.
  package let packStarts: [Int]
  package let looseIDs: [ObjectID]
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
    problems = []
    looseNumbers = [:]
  }

  /// `path` of an `objects` folder.
  package init(objectsPath path: String) {
    var survey = StoreSurvey()
    survey.visit(path, depth: 0)
    packs = survey.packs
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

  /// An `objects` folder and those of its alternates.
  static func folders(from path: String) -> [String] {
    var survey = StoreSurvey()
    survey.onlyFolders = true
    survey.visit(path, depth: 0)
    return survey.folders
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
  /// Leaves out what the folders hold.
  var onlyFolders = false
  private(set) var folders: [String] = []
  private var visited: Set<String> = []

  /// git itself follows five levels of alternates.
  private static let alternateDepth = 5

  mutating func visit(_ path: String, depth: Int) {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard visited.insert(real).inserted else { return }
    folders.append(path)
    if !onlyFolders {
      addPacks(path + "/pack")
      addLoose(path)
    }
    for alternate in alternates(of: path) {
      guard depth < StoreSurvey.alternateDepth else {
        problems.append(GitError(.unreadableFile, "alternates are nested too deeply", place: alternate))
        continue
      }
      guard isFolder(alternate) else {
        problems.append(GitError(.unreadableFile, "alternate object store is missing", place: alternate))
        continue
      }
      visit(alternate, depth: depth + 1)
    }
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
      do throws(GitError) { packs.append(try Pack(path: folder + "/" + name)) } catch { problems.append(error) }
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

  private func alternates(of folder: String) -> [String] {
    guard let data = FileManager.default.contents(atPath: folder + "/info/alternates") else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.hasPrefix("/") ? String($0) : folder + "/" + $0 }
  }

  private mutating func list(_ folder: String) -> [String] {
    guard isFolder(folder) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      problems.append(GitError(.unreadableFile, "cannot list folder: \(error.localizedDescription)", place: folder))
      return []
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
