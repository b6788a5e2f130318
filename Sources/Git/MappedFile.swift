internal import Glibc

/// A whole file, read-only, in the address space. The kernel may drop and re-read its pages at will, so it does
/// not count as memory that the scan holds.
package final class MappedFile: @unchecked Sendable {
  // Immutable after init; unmapped when the last user is gone.
  package let bytes: UnsafeRawBufferPointer
  package let path: String

  package convenience init(path: String) throws(GitError) {
    let descriptor = MappedFile.open(path)
    guard descriptor >= 0 else { throw GitError(systemCode: errno, doing: "open", place: path) }
    try self.init(descriptor, path)
  }

  /// Nil where there is no such file.
  static func ifPresent(path: String) throws(GitError) -> MappedFile? {
    let descriptor = MappedFile.open(path)
    if descriptor >= 0 { return try MappedFile(descriptor, path) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw GitError(systemCode: errno, doing: "open", place: path)
  }

  /// A pipe in a pack's place must not be waited for.
  private static func open(_ path: String) -> Int32 { Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }

  private init(_ descriptor: Int32, _ path: String) throws(GitError) {
    self.path = path
    defer { close(descriptor) }
    let size = try FileContent.size(ofFile: descriptor, path)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw GitError(systemCode: errno, doing: "map", place: path)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  deinit {
    if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
  }

  /// Big-endian 32-bit word; the caller has checked the bounds.
  @inline(__always)
  func word(at offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
