internal import CLibGit2

/// `.gitignore` files, `info/exclude` and the user's own list, as libgit2 reads them.
struct IgnoreRules {
  static let fileName = Array(".gitignore".utf8)

  private let repository: Repository

  init(_ repository: Repository) { self.repository = repository }

  /// True when the rules leave the path out. Where libgit2 cannot tell, nothing is left out.
  func ignore(_ path: BytePath, isFolder: Bool) -> Bool {
    var answer: Int32 = 0
    let asked = isFolder ? BytePath(path.bytes + [0x2F]) : path
    let status = asked.withCString { git_ignore_path_is_ignored(&answer, repository.handle, $0) }
    return status == 0 && answer == 1
  }
}
