internal import CLibGit2
internal import Glibc

/// A bundle as a bare repository in a temporary folder, which goes with the object. Nothing that a bundle says
/// becomes a configuration: that is fixed, and no `git` is started.
package final class BundleRepository {
  package let bundle: GitBundle
  /// The repository's folder, with a trailing slash.
  package let path: String

  /// - Parameter isCancelled: asked while the pack is taken in.
  package init(_ file: BytePath, isCancelled: @escaping () -> Bool = { false }) throws(GitError) {
    guard LibGit2.isReady else { throw GitError(.library, "libgit2 cannot be initialised") }
    let place = file.description
    let descriptor = file.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw GitError(systemCode: errno, doing: "open", place: place) }
    defer { close(descriptor) }
    bundle = try GitBundle(descriptor, place: place)
    path = try TemporaryFolders.make()
    try BundleRepository.fill(path, bundle, place: place)
    let indexer = try PackIndexer(folder: path + "objects/pack", place: place)
    do throws(GitError) {
      try indexer.take(descriptor, from: bundle.packOffset, isCancelled: isCancelled)
    } catch {
      // Written against objects of the prerequisites: only a repository that has them can take it in.
      guard !bundle.prerequisites.isEmpty, error.message.contains("thin") else { throw error }
      throw GitError(
        .missingObject, "the bundle is written against commits that it does not hold", place: place)
    }
    if !bundle.prerequisites.isEmpty { try writeBoundary() }
  }

  deinit { TemporaryFolders.remove(path) }

  private static func fill(_ path: String, _ bundle: GitBundle, place: String) throws(GitError) {
    for folder in ["objects", "objects/pack", "objects/info", "refs", "refs/heads"] {
      guard mkdir(path + folder, 0o700) == 0 else {
        throw GitError(systemCode: errno, doing: "make a folder for", place: place)
      }
    }
    let head = bundle.references.first { $0.name == "HEAD" }?.target
    let branches = bundle.references.filter { $0.name.hasPrefix("refs/heads/") && isName($0.name) }
    let usual = ["refs/heads/main", "refs/heads/master"]
    let candidates = branches.filter { head == nil || $0.target == head }
    let branch = usual.first { name in candidates.contains { $0.name == name } } ?? candidates.first?.name
    let target = branch.map { "ref: \($0)" } ?? head?.description ?? "ref: refs/heads/main"
    try write(target + "\n", to: path + "HEAD", place)
    try write("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", to: path + "config", place)
    let lines = bundle.references.filter { isName($0.name) }.sorted { $0.name < $1.name }
    var seen: Set<String> = []
    let packed = lines.filter { seen.insert($0.name).inserted }.map { "\($0.target) \($0.name)\n" }.joined()
    try write("# pack-refs with: sorted\n" + packed, to: path + "packed-refs", place)
  }

  /// What may stand in a line of its own as a ref.
  private static func isName(_ name: String) -> Bool {
    name.hasPrefix("refs/") && !name.utf8.contains { $0 <= 0x20 || $0 == 0x7F } && !name.contains("..")
  }

  private static func write(_ text: String, to path: String, _ place: String) throws(GitError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw GitError(systemCode: errno, doing: "write", place: place) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw GitError(systemCode: errno, doing: "write", place: place) }
      rest = rest.dropFirst(count)
    }
  }

  /// Commits whose parents the bundle leaves out are where its history is cut off, as in a shallow clone.
  private func writeBoundary() throws(GitError) {
    let store = ObjectStore(objectsPath: path + "objects")
    let reader = ObjectReader(store)
    var boundary: [String] = []
    for pack in store.packs {
      for position in 0..<pack.index.count {
        let id = pack.index.id(at: position)
        guard try reader.header(of: id).kind == .commit else { continue }
        let parents = try reader.read(id, maxSize: 256 << 20) { _, content in
          CommitHeader(content)?.parents ?? []
        }
        if parents.contains(where: { store.number(of: $0) == nil }) { boundary.append("\(id)\n") }
      }
    }
    try BundleRepository.write(boundary.joined(), to: path + "shallow", path)
  }
}
