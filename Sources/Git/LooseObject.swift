internal import CDeflate
internal import Glibc

/// Reads loose objects without libgit2, whose reader never returns from one that is cut off (1.5).
struct LooseObject {
  let kind: ObjectKind
  let size: Int
  /// `blob 12\0` and the content.
  let bytes: [UInt8]
  let contentStart: Int

  struct Header {
    let kind: ObjectKind
    let size: Int
    let contentStart: Int
  }

  /// A loose object is one zlib stream of `kind SP size NUL content` (git's Documentation, "Loose objects").
  /// Nil when `folder` has none with that id. One over `maxSize` bytes is refused before it is inflated.
  init?(_ id: ObjectID, in folder: String, maxSize: Int) throws(GitError) {
    let name = id.description
    guard let descriptor = try LooseObject.open(name, in: folder) else { return nil }
    defer { close(descriptor) }
    let fileSize = try FileContent.size(ofFile: descriptor, name)
    let header = try LooseObject.header(descriptor, name)
    guard header.size <= maxSize else {
      throw GitError(.tooLarge, "object has \(header.size) bytes", place: name)
    }
    // Deflate adds less than a thousandth; it cannot expand more than 1032 times (zlib's technical details).
    guard fileSize <= header.size + header.size / 1000 + 4096, header.size / 1032 <= fileSize else {
      throw LooseObject.corrupt(name)
    }
    let file = try FileContent.contents(descriptor, name, expected: fileSize, maxSize: fileSize + 4096)
    bytes = try LooseObject.inflate(file, size: header.contentStart + header.size, name)
    kind = header.kind
    size = header.size
    contentStart = header.contentStart
  }

  /// Kind and size, from the first bytes alone; nil when `folder` has no such object.
  static func header(of id: ObjectID, in folder: String) throws(GitError) -> Header? {
    let name = id.description
    guard let descriptor = try open(name, in: folder) else { return nil }
    defer { close(descriptor) }
    return try header(descriptor, name)
  }

  private static func open(_ name: String, in folder: String) throws(GitError) -> Int32? {
    let path = folder + "/" + name.prefix(2) + "/" + name.dropFirst(2)
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor >= 0 { return descriptor }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw GitError(systemCode: errno, doing: "open", place: name)
  }

  private static let kinds: [String: ObjectKind] = [
    "commit": .commit, "tree": .tree, "blob": .blob, "tag": .tag,
  ]

  private static func corrupt(_ name: String) -> GitError {
    GitError(.corruptObject, "loose object is corrupt", place: name)
  }

  /// The decompressor is stopped after a few bytes by a lack of room (or by the end of what was read), and has
  /// written what comes before by then. What it wrote is believed only if it reads as a header.
  private static func header(_ descriptor: Int32, _ name: String) throws(GitError) -> Header {
    var prefix = [UInt8](repeating: 0, count: 512)
    let count = pread(descriptor, &prefix, prefix.count, 0)
    guard count >= 0 else { throw GitError(systemCode: errno, doing: "read", place: name) }
    var output = [UInt8](repeating: 0xFF, count: 64)
    guard let handle = libdeflate_alloc_decompressor() else { preconditionFailure("out of memory") }
    defer { libdeflate_free_decompressor(handle) }
    var written = 0
    _ = libdeflate_zlib_decompress(handle, prefix, count, &output, output.count, &written)
    guard let zero = output.firstIndex(of: 0) else { throw corrupt(name) }
    let words = output[..<zero].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 2, let kind = kinds[words[0]], let size = Int(words[1]), size >= 0, size < 1 << 62
    else {
      throw corrupt(name)
    }
    return Header(kind: kind, size: size, contentStart: zero + 1)
  }

  private static func inflate(_ file: [UInt8], size: Int, _ name: String) throws(GitError) -> [UInt8] {
    guard let handle = libdeflate_alloc_decompressor() else { preconditionFailure("out of memory") }
    defer { libdeflate_free_decompressor(handle) }
    let output = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let status = libdeflate_zlib_decompress(handle, file, file.count, buffer.baseAddress, size, nil)
      count = status == LIBDEFLATE_SUCCESS ? size : 0
    }
    guard output.count == size else { throw corrupt(name) }
    return output
  }
}
