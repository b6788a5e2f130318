internal import CLibGit2
internal import Glibc

/// Writes a pack with its index into a folder (libgit2).
final class PackIndexer {
  private let handle: OpaquePointer
  private let place: String

  init(folder: String, place: String) throws(GitError) {
    var options = git_indexer_options()
    try LibGit2.check(git_indexer_options_init(&options, UInt32(GIT_INDEXER_OPTIONS_VERSION)), place: place)
    var made: OpaquePointer?
    try LibGit2.check(git_indexer_new(&made, folder, 0o600, nil, &options), place: place)
    guard let made else { throw GitError(.library, "no indexer", place: place) }
    handle = made
    self.place = place
  }

  deinit { git_indexer_free(handle) }

  /// Takes in everything from an offset of a file on.
  func take(_ descriptor: Int32, from offset: Int64, isCancelled: () -> Bool) throws(GitError) {
    var progress = git_indexer_progress()
    var position = offset
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while !isCancelled() {
      let count = chunk.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, Int(position)) }
      guard count >= 0 else { throw GitError(systemCode: errno, doing: "read", place: place) }
      if count == 0 { break }
      try LibGit2.check(git_indexer_append(handle, chunk, count, &progress), .corruptPack, place: place)
      position += Int64(count)
    }
    guard !isCancelled() else { return }
    try LibGit2.check(git_indexer_commit(handle, &progress), .corruptPack, place: place)
  }
}
