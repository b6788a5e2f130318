/// An entry of a tree object.
package struct TreeItem {
  package let name: ArraySlice<UInt8>
  package let id: ObjectID
  private let kind: Int

  package var isTree: Bool { kind == 0o040000 }
  var isSubmodule: Bool { kind == 0o160000 }
  /// Neither a link nor a submodule.
  package var isFile: Bool { kind == 0o100000 }

  /// `mode SP name NUL id`, over and over (git's tree format); nil when malformed.
  static func list(_ content: UnsafeRawBufferPointer) -> [TreeItem]? {
    let (items, isWhole) = start(of: content)
    return isWhole ? items : nil
  }

  /// The entries up to the first that is malformed.
  package static func start(of content: UnsafeRawBufferPointer) -> (items: [TreeItem], isWhole: Bool) {
    var items: [TreeItem] = []
    var position = 0
    while position < content.count {
      guard let space = content[position...].firstIndex(of: 0x20),
        let zero = content[space...].firstIndex(of: 0),
        zero + ObjectID.byteCount < content.count, let base = content.baseAddress
      else { return (items, false) }
      let kind = content[position..<space].reduce(0) { $0 << 3 | Int($1 & 7) } & 0o170000
      items.append(
        TreeItem(name: Array(content[(space + 1)..<zero])[...], id: ObjectID(base + zero + 1), kind: kind))
      position = zero + 1 + ObjectID.byteCount
    }
    return (items, true)
  }
}

extension ObjectReader {
  private static let limit = 256 << 20

  func items(ofTree tree: ObjectID) throws(GitError) -> [TreeItem] {
    let items = try read(tree, maxSize: ObjectReader.limit) { kind, content in
      kind == .tree ? TreeItem.list(content) : nil
    }
    guard let items else { throw GitError(.corruptObject, "tree cannot be read", place: tree.description) }
    return items
  }

  func commit(_ id: ObjectID) throws(GitError) -> CommitHeader {
    let header = try read(id, maxSize: ObjectReader.limit) { kind, content in
      kind == .commit ? CommitHeader(content) : nil
    }
    guard let header else {
      throw GitError(.corruptObject, "commit cannot be read", place: id.description)
    }
    return header
  }
}
