internal import CDeflate
internal import Glibc

/// Reads loose objects without libgit2, whose reader never returns from one that is cut off (1.5).
struct LooseObject {
  let kind: ObjectKind
  let size: Int
  /// `blob 12\0` and the content.
  let bytes: [UInt8]
  let contentStart: Int

  /// A loose object is one zlib stream of `kind SP size NUL content` (git's Documentation, "Loose objects").
  /// Nil when `folder` has none with that id.
  init?(_ id: ObjectID, in folder: String, maxSize: Int) throws(GitError) {
    let name = id.description
    let path = folder + "/" + name.prefix(2) + "/" + name.dropFirst(2)
    guard access(path, F_OK) == 0 else { return nil }
    let file = try FileContent.read(path, maxSize: Int.max).bytes
    bytes = try LooseObject.inflate(file, limit: maxSize + 64, name)
    guard let zero = bytes.prefix(64).firstIndex(of: 0) else { throw LooseObject.corrupt(name) }
    let words = bytes[..<zero].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 2, let kind = LooseObject.kinds[words[0]], let size = Int(words[1]),
      size == bytes.count - zero - 1
    else { throw LooseObject.corrupt(name) }
    self.kind = kind
    self.size = size
    contentStart = zero + 1
  }

  private static let kinds: [String: ObjectKind] = ["commit": .commit, "tree": .tree, "blob": .blob, "tag": .tag]

  private static func corrupt(_ name: String) -> GitError {
    GitError(.corruptObject, "loose object is corrupt", place: name)
  }

  /// The size is known only from the content: grows until it fits, never beyond `limit`.
  private static func inflate(_ file: [UInt8], limit: Int, _ name: String) throws(GitError) -> [UInt8] {
    guard let handle = libdeflate_alloc_decompressor() else { preconditionFailure("out of memory") }
    defer { libdeflate_free_decompressor(handle) }
    var capacity = min(limit, max(4096, file.count * 4))
    while true {
      var output = [UInt8](repeating: 0, count: capacity)
      var count = 0
      switch libdeflate_zlib_decompress(handle, file, file.count, &output, capacity, &count) {
      case LIBDEFLATE_SUCCESS:
        output.removeLast(capacity - count)
        return output
      case LIBDEFLATE_INSUFFICIENT_SPACE where capacity < limit: capacity = min(limit, capacity * 4)
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        throw GitError(.tooLarge, "object has over \(limit - 64) bytes", place: name)
      default: throw corrupt(name)
      }
    }
  }
}
