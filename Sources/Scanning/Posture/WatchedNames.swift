internal import Git

/// Names of files that history is asked for, whether a secret is in them or not. Nearly every name that a walk over
/// trees meets is none, so the first look is at a few bits.
struct WatchedNames: Sendable {
  private(set) var names: Set<[UInt8]> = []
  private var lengths: (UInt64, UInt64) = (0, 0)
  private var lastBytes: [Bool] = [Bool](repeating: false, count: 256)

  static let none = WatchedNames([])

  init(_ names: some Sequence<[UInt8]>) {
    for name in names where !name.isEmpty && name.count < 128 {
      self.names.insert(name)
      if name.count < 64 {
        lengths.0 |= 1 << UInt64(name.count)
      } else {
        lengths.1 |= 1 << UInt64(name.count - 64)
      }
      lastBytes[Int(name[name.count - 1])] = true
    }
  }

  @inline(__always)
  func contains(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count > 0, name.count < 128 else { return false }
    let bits = name.count < 64 ? lengths.0 >> UInt64(name.count) : lengths.1 >> UInt64(name.count - 64)
    guard bits & 1 != 0, lastBytes[Int(name[name.count - 1])] else { return false }
    return names.contains(Array(name))
  }
}
