internal import CLibGit2

/// The library's one-time set-up and its errors.
enum LibGit2 {
  /// Global state of libgit2, set before the first handle is made.
  static let isReady: Bool = {
    guard git_libgit2_init() > 0 else { return false }
    leakage_git_disable_cache()
    leakage_git_verify_hashes(0)
    leakage_git_accept_any_owner()
    leakage_git_accept_extensions()
    return true
  }()

  /// Throws the library's last error (it is kept per thread: read it at once) when `status` is one.
  static func check(_ status: Int32, _ code: GitError.Code = .library, place: String? = nil) throws(GitError)
  {
    guard status < 0 else { return }
    throw GitError(code, lastMessage(status), place: place)
  }

  static func lastMessage(_ status: Int32) -> String {
    guard let error = git_error_last(), let text = error.pointee.message else { return "error \(status)" }
    return String(cString: text)
  }
}

extension ObjectID {
  init(_ id: git_oid) { self = withUnsafeBytes(of: id) { ObjectID($0.baseAddress.unsafelyUnwrapped) } }

  var libgit2: git_oid {
    var id = git_oid()
    withUnsafeMutableBytes(of: &id) { $0.copyBytes(from: bytes) }
    return id
  }
}
