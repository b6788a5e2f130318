internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What a git that was killed leaves behind. Under the mirror's lock nobody else's git is alive, so that all of it can go.
enum MirrorCleanup {
  /// Lock files of git's own, and packs that were never finished.
  static func removeLeftovers(in mirror: String) {
    for name in DiskUsage.names(in: mirror) where name.hasSuffix(".lock") { unlink(mirror + "/" + name) }
    removeLocks(in: mirror + "/refs", depth: 0)
    let packs = mirror + "/objects/pack"
    for name in DiskUsage.names(in: packs)
    where name.hasPrefix("tmp_") || name.hasPrefix(".tmp-") || name.hasSuffix(".lock") {
      unlink(packs + "/" + name)
    }
    for name in DiskUsage.names(in: mirror + "/objects") where name.hasPrefix("tmp_objdir-incoming-") {
      delete(mirror + "/objects/" + name)
    }
  }

  private static func removeLocks(in folder: String, depth: Int) {
    guard depth < 64 else { return }
    for name in DiskUsage.names(in: folder) {
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        removeLocks(in: path, depth: depth + 1)
      } else if name.hasSuffix(".lock") {
        unlink(path)
      }
    }
  }

  /// What cannot be deleted is noticed by what comes next.
  static func delete(_ folder: String) {
    guard DiskUsage.exists(folder) else { return }
    do { try FileManager.default.removeItem(atPath: folder) } catch { return }
  }

  /// A small file's text; nil where it cannot be read.
  static func text(of path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
