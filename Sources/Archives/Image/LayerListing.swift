/// What a layer does to the paths of the layers below it.
package struct LayerListing: Sendable {
  package enum Effect: Sendable {
    case none
    /// It has an entry of its own at that path.
    case written
    /// It deletes it, or a folder around it, or has something that is no folder in that folder's place.
    case deleted
  }

  /// Hashes of paths: an image has hundreds of thousands, and asked for are a few.
  private var files: Set<Int> = []
  private var folders: Set<Int> = []
  private var deleted: Set<Int> = []
  /// Folders whose lower content is hidden as a whole.
  private var emptied: Set<Int> = []
  /// Further names of files of the same layer.
  package private(set) var hardLinks: [(path: [UInt8], target: [UInt8])] = []

  package init() {}

  private static let mark = Array(".wh.".utf8)
  private static let opaque = Array(".wh..wh..opq".utf8)

  /// Whether it stands for a deletion and is no file (OCI image specification, "Whiteouts").
  static func isWhiteout(_ entry: ArchiveEntry) -> Bool {
    let base = entry.name.split(separator: 0x2F).last ?? []
    return entry.kind == .whiteout || base.starts(with: mark)
  }

  mutating func add(_ entry: ArchiveEntry) {
    let path = LayerPath.normalised(entry.names.first ?? [])
    let base = Array(path.split(separator: 0x2F).last ?? [])
    let folder = Array(path.dropLast(base.count + (base.count < path.count ? 1 : 0)))
    if base == LayerListing.opaque {
      emptied.insert(folder.hashValue)
    } else if base.starts(with: LayerListing.mark) {
      let name = Array(base.dropFirst(LayerListing.mark.count))
      // The old union file system's own files begin so as well.
      guard !name.starts(with: LayerListing.mark) else { return }
      deleted.insert((folder.isEmpty ? name : folder + [0x2F] + name).hashValue)
    } else if entry.kind == .whiteout {
      deleted.insert(path.hashValue)
    } else if entry.kind == .folder {
      folders.insert(path.hashValue)
    } else {
      files.insert(path.hashValue)
      if entry.kind == .hardLink, let target = entry.target {
        hardLinks.append((path, LayerPath.normalised(target)))
      }
    }
  }

  /// What becomes of a file that a lower layer has at `path` (normalised).
  package func effect(on path: [UInt8]) -> Effect {
    let hash = path.hashValue
    if files.contains(hash) || folders.contains(hash) { return .written }
    if deleted.contains(hash) { return .deleted }
    for folder in LayerPath.folders(above: path) {
      let hash = folder.hashValue
      if deleted.contains(hash) || emptied.contains(hash) || files.contains(hash) { return .deleted }
    }
    return .none
  }
}
