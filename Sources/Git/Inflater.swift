internal import CDeflate

/// zlib decompression where the size is known before (libdeflate). One per thread.
final class Inflater {
  private let handle: OpaquePointer

  init() {
    guard let handle = libdeflate_alloc_decompressor() else { preconditionFailure("out of memory") }
    self.handle = handle
  }

  deinit { libdeflate_free_decompressor(handle) }

  /// Inflates exactly `size` bytes into `target`; false when the data is corrupt or of another size.
  func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawPointer, size: Int) -> Bool {
    libdeflate_zlib_decompress(handle, source.baseAddress, source.count, target, size, nil)
      == LIBDEFLATE_SUCCESS
  }
}
