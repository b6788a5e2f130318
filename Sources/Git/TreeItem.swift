/// An entry of a tree object.
struct TreeItem {
  let name: ArraySlice<UInt8>
  let id: ObjectID
  let isTree: Bool
  let isSubmodule: Bool

  /// `mode SP name NUL id`, over and over (git's tree format); nil when malformed.
  static func list(_ content: UnsafeRawBufferPointer) -> [TreeItem]? {
    var result: [TreeItem] = []
    var position = 0
    while position < content.count {
      guard let space = content[position...].firstIndex(of: 0x20),
        let zero = content[space...].firstIndex(of: 0),
        zero + ObjectID.byteCount < content.count, let base = content.baseAddress
      else { return nil }
      let mode = content[position..<space].reduce(0) { $0 << 3 | Int($1 & 7) } & 0o170000
      result.append(
        TreeItem(
          name: Array(content[(space + 1)..<zero])[...], id: ObjectID(base + zero + 1),
          isTree: mode == 0o040000,
          isSubmodule: mode == 0o160000))
      position = zero + 1 + ObjectID.byteCount
    }
    return result
  }
}
