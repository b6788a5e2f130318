#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Walks folders for repositories: clones, bare ones, linked work trees. Symbolic links are not followed but at the start,
/// folders of git are not entered, and a repository is found once, whatever number of work trees it has.
package struct LocalRepositories: Sendable {
  package private(set) var repositories: [LocalRepository] = []
  /// Folders that could not be read.
  package private(set) var problems: [ForgeError] = []

  /// Folders below each other.
  package static let defaultDepth = 16

  /// By path. `isCancelled` is asked before every folder.
  package init(
    below roots: [String], depth: Int = LocalRepositories.defaultDepth, isCancelled: () -> Bool = { false }
  ) {
    var found: [FileIdentity: LocalRepository] = [:]
    var visited: Set<FileIdentity> = []
    for root in roots {
      guard let start = LocalRepositories.resolved(root), FileIdentity(folder: start) != nil else {
        problems.append(ForgeError(.notFound, "is no folder", place: root))
        continue
      }
      var pending = [(path: start, depth: 0)]
      while let (path, level) = pending.popLast(), !isCancelled() {
        // Roots may lie in each other.
        guard let identity = FileIdentity(folder: path), visited.insert(identity).inserted else { continue }
        if let (repository, own) = LocalRepositories.repository(at: path) {
          // A clone says more of its repository than one of its work trees.
          if found[own].map({ $0.kind == .worktree && repository.kind != .worktree }) ?? true {
            found[own] = repository
          }
          if repository.kind == .bare { continue }
        }
        guard level < depth else { continue }
        guard let names = LocalRepositories.folders(in: path) else {
          problems.append(ForgeError(.forbidden, "cannot be read", place: path))
          continue
        }
        for name in names.sorted().reversed() where name != ".git" {
          pending.append((path == "/" ? "/" + name : path + "/" + name, level + 1))
        }
      }
    }
    repositories = found.values.sorted { $0.path < $1.path }
  }

  /// The repository whose work tree or bare folder this is, and the identity of the folder with its objects.
  private static func repository(at path: String) -> (LocalRepository, FileIdentity)? {
    let dotGit = path + "/.git"
    if let own = FileIdentity(folder: dotGit), isGitFolder(dotGit) {
      return (LocalRepository(path: path, kind: .clone, gitFolder: dotGit, bytes: bytes(in: dotGit)), own)
    }
    if let folder = GitFile.commonFolder(of: dotGit, in: path), let own = FileIdentity(folder: folder),
      isGitFolder(folder)
    {
      let kind = folder.contains("/.git/modules/") ? LocalRepository.Kind.clone : .worktree
      return (LocalRepository(path: path, kind: kind, gitFolder: folder, bytes: bytes(in: folder)), own)
    }
    if isGitFolder(path), let own = FileIdentity(folder: path) {
      return (LocalRepository(path: path, kind: .bare, gitFolder: path, bytes: bytes(in: path)), own)
    }
    return nil
  }

  /// As git tells: `HEAD`, `objects` and `refs`.
  private static func isGitFolder(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path + "/HEAD", &status) == 0,
      status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFLNK
    else { return false }
    return FileIdentity(folder: path + "/objects") != nil && FileIdentity(folder: path + "/refs") != nil
  }

  private static func bytes(in gitFolder: String) -> Int {
    var total = 0
    let packs = gitFolder + "/objects/pack"
    for name in DiskUsage.names(in: packs) where name.hasSuffix(".pack") {
      var status = stat()
      if lstat(packs + "/" + name, &status) == 0 { total += Int(status.st_size) }
    }
    // Ids are spread evenly: one folder of the 256 stands for all of them, as git's own housekeeping has it. A loose
    // object takes a block of the disk at least.
    return total + DiskUsage.names(in: gitFolder + "/objects/17").count * 256 * 4096
  }

  /// Nil for a folder that cannot be read. Links are no folders.
  private static func folders(in path: String) -> [String]? {
    guard let stream = opendir(path) else { return nil }
    closedir(stream)
    return DiskUsage.folders(in: path)
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

/// Device and number of a folder.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// Nil for what is no folder; links are followed.
  init?(folder path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(status.st_ino)
  }
}
