internal import CLibGit2

/// Reads single objects wherever they lie. One per thread.
///
/// Not libgit2's reader: that follows deltas that lead in a circle until memory ends, and never returns from a
/// loose object that is cut off (1.5).
package final class ObjectReader {
  private let store: ObjectStore
  private let packed = PackedReader()

  package init(_ store: ObjectStore) { self.store = store }

  /// Kind and size without the content.
  package func header(of id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int) {
    try everywhere(id) { pack, position throws(GitError) in
      try packed.header(pack, position)
    } loose: { folder throws(GitError) in
      try LooseObject.header(of: id, in: folder).map { ($0.kind, $0.size) }
    }
  }

  /// Hands over the content, valid during the call only. Objects over `maxSize` bytes are refused unread.
  package func read<Result>(
    _ id: ObjectID, maxSize: Int, _ body: (ObjectKind, UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result {
    try everywhere(id) { pack, position throws(GitError) in
      let (kind, content) = try packed.read(pack, position, maxSize: maxSize)
      return body(kind, content.bytes)
    } loose: { folder throws(GitError) in
      try LooseObject(id, in: folder, maxSize: maxSize).map { object in
        object.bytes.withUnsafeBytes { bytes in
          body(object.kind, UnsafeRawBufferPointer(rebasing: bytes[object.contentStart...]))
        }
      }
    }
  }

  /// Asks every place that may have the object: where one copy is damaged another may be whole. Throws the first
  /// place's error when none has it.
  private func everywhere<Result>(
    _ id: ObjectID, packed: (Pack, Int) throws(GitError) -> Result,
    loose: (String) throws(GitError) -> Result?
  ) throws(GitError) -> Result {
    var first: GitError?
    for pack in store.packs {
      guard let position = pack.index.position(of: id) else { continue }
      do throws(GitError) { return try packed(pack, position) } catch { first = first ?? error }
    }
    for folder in store.folders {
      do throws(GitError) { if let result = try loose(folder) { return result } } catch {
        first = first ?? error
      }
    }
    throw first ?? GitError(.missingObject, "object is missing", place: id.description)
  }

  /// True when the content really has this id.
  package static func verify(_ id: ObjectID, _ kind: ObjectKind, _ content: UnsafeRawBufferPointer) -> Bool {
    hash(kind, content) == id
  }

  /// The id of an object with this content; nil when the library fails.
  static func hash(_ kind: ObjectKind, _ content: UnsafeRawBufferPointer) -> ObjectID? {
    guard LibGit2.isReady else { return nil }
    var actual = git_oid()
    let status = git_odb_hash(&actual, content.baseAddress, content.count, git_object_t(Int32(kind.rawValue)))
    return status == 0 ? ObjectID(actual) : nil
  }
}
