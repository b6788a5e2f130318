internal import CLibGit2

/// Reads single objects wherever they lie: loose ones itself, the others through libgit2. One per thread.
package final class ObjectReader {
  private let repository: Repository
  private let database: OpaquePointer
  /// This store's and its alternates' folders.
  private let folders: [String]

  /// Opens a handle of its own on the same repository.
  package init(of repository: Repository) throws(GitError) {
    self.repository = try Repository(path: repository.gitFolder, searchesParents: false)
    var database: OpaquePointer?
    try LibGit2.check(git_repository_odb(&database, self.repository.handle), place: repository.gitFolder)
    guard let database else { throw GitError(.library, "no object database", place: repository.gitFolder) }
    self.database = database
    folders = ObjectStore.folders(from: repository.objectsFolder)
  }

  deinit { git_odb_free(database) }

  /// Kind and size without the content.
  package func header(of id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int) {
    if let loose = try loose(id, maxSize: 1 << 30) { return (loose.kind, loose.size) }
    return try packedHeader(of: id)
  }

  private func loose(_ id: ObjectID, maxSize: Int) throws(GitError) -> LooseObject? {
    for folder in folders {
      if let object = try LooseObject(id, in: folder, maxSize: maxSize) { return object }
    }
    return nil
  }

  private func packedHeader(of id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int) {
    var id = id.libgit2
    var size = 0
    var type = GIT_OBJECT_INVALID
    let status = git_odb_read_header(&size, &type, database, &id)
    try check(status, id)
    guard let kind = ObjectKind(rawValue: UInt8(clamping: type.rawValue)) else {
      throw GitError(.corruptObject, "object has no known type", place: ObjectID(id).description)
    }
    return (kind, size)
  }

  /// Hands over the content, valid during the call only. Objects over `maxSize` bytes are refused unread.
  package func read<Result>(
    _ id: ObjectID, maxSize: Int, _ body: (ObjectKind, UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result {
    if let loose = try loose(id, maxSize: maxSize) {
      return loose.bytes.withUnsafeBytes { body(loose.kind, UnsafeRawBufferPointer(rebasing: $0[loose.contentStart...])) }
    }
    let header = try packedHeader(of: id)
    guard header.size <= maxSize else {
      throw GitError(.tooLarge, "object has \(header.size) bytes", place: id.description)
    }
    var raw = id.libgit2
    var object: OpaquePointer?
    try check(git_odb_read(&object, database, &raw), raw)
    defer { git_odb_object_free(object) }
    let content = UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return body(header.kind, content)
  }

  /// True when the content really has this id.
  package static func verify(_ id: ObjectID, _ kind: ObjectKind, _ content: UnsafeRawBufferPointer) -> Bool {
    var actual = git_oid()
    let status = git_odb_hash(&actual, content.baseAddress, content.count, git_object_t(Int32(kind.rawValue)))
    return status == 0 && ObjectID(actual) == id
  }

  private func check(_ status: Int32, _ id: git_oid) throws(GitError) {
    guard status < 0 else { return }
    let place = ObjectID(id).description
    if status == GIT_ENOTFOUND.rawValue { throw GitError(.missingObject, "object is missing", place: place) }
    throw GitError(.corruptObject, LibGit2.lastMessage(status), place: place)
  }
}
