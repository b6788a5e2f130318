internal import Git
internal import Posture

/// The files of a tree that posture may have a word on, and what of them can be read cheaply.
struct HeadFiles {
  struct File {
    let path: BytePath
    let blob: ObjectID
  }

  /// Sorted by path.
  private(set) var files: [File] = []
  private(set) var problems: [GitError] = []
  /// There are more folders or files than are looked at: a tree that repeats itself.
  private(set) var isCut = false
  private static let folderLimit = 100_000
  private static let fileLimit = 100_000
  private static let depthLimit = 200

  /// - Parameter isWanted: Asked for every path, so it has to be cheap.
  init(tree: ObjectID, reader: ObjectReader, isCancelled: () -> Bool, isWanted: (BytePath) -> Bool) {
    var pending: [(path: BytePath, tree: ObjectID, depth: Int)] = [(BytePath(""), tree, 0)]
    var folders = 0
    while let (folder, tree, depth) = pending.popLast(), !isCancelled() {
      folders += 1
      guard folders <= HeadFiles.folderLimit, files.count <= HeadFiles.fileLimit, depth < HeadFiles.depthLimit
      else {
        isCut = true
        break
      }
      do throws(GitError) {
        // What is malformed is told by whoever reads the trees.
        for entry in try reader.read(
          tree, maxSize: 64 << 20, { _, content in TreeItem.start(of: content).items })
        {
          let path = BytePath(entry.name).below(folder)
          if entry.isTree {
            pending.append((path, entry.id, depth + 1))
          } else if entry.isFile, isWanted(path) {
            files.append(File(path: path, blob: entry.id))
          }
        }
      } catch {
        problems.append(GitError(error.code, error.message, place: error.place ?? folder.description))
      }
    }
    files.sort { $0.path < $1.path }
  }
}
