internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Where things lie in a cache.
///
/// ```
/// mirrors/NAME.git           a whole mirror
/// mirrors/NAME.git.making    one that is being made; what is left of it after a crash is no mirror
/// mirrors/NAME.git.going     one that is being deleted
/// locks/NAME.lock            its lock and record; never deleted
/// home/                      empty: the home of git
/// CACHEDIR.TAG               tells backup programs that all of it can be had again
/// ```
struct MirrorFolders: Sendable {
  let root: String

  /// Makes what is missing, for the owner's eyes only.
  init(_ root: String) throws(MirrorError) {
    for folder in [root, root + "/mirrors", root + "/locks", root + "/home"] {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        let isFull = errno == ENOSPC
        throw MirrorError(
          isFull ? .diskFull : .unusable, isFull ? "the disk is full" : "the cache's folder cannot be made",
          place: folder)
      }
    }
    var status = stat()
    guard stat(root, &status) == 0, access(root, W_OK) == 0 else {
      throw MirrorError(.unusable, "the cache's folder cannot be written to", place: root)
    }
    guard status.st_uid == geteuid() else {
      throw MirrorError(.unusable, "the cache's folder belongs to somebody else", place: root)
    }
    // git is given the folder as its home, wherever it stands.
    guard let whole = realpath(root, nil) else {
      throw MirrorError(.unusable, "the cache's folder cannot be found", place: root)
    }
    defer { free(whole) }
    self.root = String(cString: whole)
    let tag = root + "/CACHEDIR.TAG"
    if !DiskUsage.exists(tag) {
      _ = FileManager.default.createFile(
        atPath: tag,
        contents: Data(
          "Signature: 8a477f597d28d172789f06886806bc55\n# Mirrors of leakage; see bford.info/cachedir\n".utf8)
      )
    }
  }

  var home: String { root + "/home" }
  func mirror(_ name: String) -> String { root + "/mirrors/" + name + ".git" }
  func making(_ name: String) -> String { mirror(name) + ".making" }
  func going(_ name: String) -> String { mirror(name) + ".going" }
  func lock(_ name: String) -> String { root + "/locks/" + name + ".lock" }

  /// Names of all mirrors, also of half-made and half-deleted ones.
  var names: Set<String> {
    Set(
      DiskUsage.names(in: root + "/mirrors").compactMap { file in
        for suffix in [".git.making", ".git.going", ".git"] where file.hasSuffix(suffix) {
          return String(file.dropLast(suffix.count))
        }
        return nil
      })
  }

  /// Under the mirror's lock. Nothing is half-deleted where somebody could take it for whole.
  func remove(_ name: String) throws(MirrorError) {
    for folder in [going(name), making(name)] { try delete(folder) }
    guard DiskUsage.exists(mirror(name)) else { return }
    guard rename(mirror(name), going(name)) == 0 else {
      throw MirrorError(.unusable, "an old mirror cannot be removed", place: mirror(name))
    }
    try delete(going(name))
  }

  /// Under the mirror's lock.
  func removeLeftovers(_ name: String) throws(MirrorError) {
    for folder in [going(name), making(name)] { try delete(folder) }
  }

  private func delete(_ folder: String) throws(MirrorError) {
    guard DiskUsage.exists(folder) else { return }
    do { try FileManager.default.removeItem(atPath: folder) } catch {
      throw MirrorError(.unusable, "what is left of a mirror cannot be removed", place: folder)
    }
  }
}
