/// The names in a tar, and the small documents among its files: enough to tell whether it is an image.
final class TarOutline: ArchiveVisitor {
  private(set) var documents: [String: [UInt8]] = [:]
  private var files: Set<String> = []
  private var links: [String: String] = [:]
  private var count = 0
  private var isLikely = false
  private var held = 0

  private static let documentLimit = 4 << 20
  private static let limitInAll = 256 << 20
  /// So many names at the beginning tell an image: writers sort them, and a folder's own name may come first.
  private static let sample = 4

  /// It is some other archive: the rest of it need not be looked at.
  var isHopeless: Bool { count >= TarOutline.sample && !isLikely }

  func interest(in entry: ArchiveEntry) -> ArchiveInterest {
    // What stands in an archive in a compressed file is no layout.
    guard entry.names.count == 2, let name = note(entry) else { return .pass }
    files.insert(name)
    guard let size = entry.size, size <= TarOutline.documentLimit, held < TarOutline.limitInAll else {
      return .pass
    }
    return .asItIs(limit: TarOutline.documentLimit)
  }

  func list(_ entry: ArchiveEntry) {
    guard entry.names.count == 2, let name = note(entry), let target = entry.target else { return }
    let path = String(decoding: target, as: UTF8.self)
    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
    let full = entry.kind == .link && !path.hasPrefix("/") ? "\(folder)/\(path)" : path
    links[name] = String(decoding: LayerPath.normalised(full.utf8), as: UTF8.self)
  }

  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    guard let first = content.first(where: { !TarOutline.blanks.contains($0) }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return }
    held += content.count
    documents[TarOutline.name(of: entry)] = Array(content)
  }

  /// The walk that follows says it again.
  func note(_ problem: ArchiveProblem) {}

  private static let blanks: [UInt8] = [0x20, 0x0A, 0x0D, 0x09]

  static func name(of entry: ArchiveEntry) -> String {
    String(decoding: LayerPath.normalised(entry.name), as: UTF8.self)
  }

  /// Its name; nil where this is no image.
  private func note(_ entry: ArchiveEntry) -> String? {
    let name = TarOutline.name(of: entry)
    count += 1
    isLikely = isLikely || TarOutline.isLikely(name)
    return isHopeless ? nil : name
  }

  private static func isLikely(_ name: String) -> Bool {
    if ["manifest.json", "index.json", "oci-layout", "repositories", "blobs"].contains(name) { return true }
    let base = name.hasPrefix("sha256:") ? name.dropFirst(7) : name[...]
    return name.hasPrefix("blobs/sha256") || ImageDocument.digits(base.prefix(64)) != nil
  }

  /// Follows the links of the layout inside of it.
  func find(_ name: String) -> String? {
    var name = String(decoding: LayerPath.normalised(name.utf8), as: UTF8.self)
    for _ in 0..<8 {
      if files.contains(name) { return name }
      guard let next = links[name] else { return nil }
      name = next
    }
    return nil
  }

  func document(_ name: String) -> ImageDocument? {
    find(name).flatMap { documents[$0] }.flatMap { ImageDocument($0) }
  }
}
