#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A database's client library, loaded when it is first wanted: the program neither needs nor carries it. It stays
/// loaded to the end, since libraries keep threads and handlers.
struct ClientLibrary: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  /// Nil when none of the names can be loaded.
  init?(_ names: [String]) {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.handle = handle
        return
      }
    }
    return nil
  }

  /// `Function` has to be the C function's type.
  func function<Function>(_ name: String, as type: Function.Type = Function.self) throws(Missing) -> Function
  {
    guard let address = dlsym(handle, name) else { throw Missing() }
    return unsafeBitCast(address, to: type)
  }

  /// The library is too old for a function.
  struct Missing: Error {}
}
