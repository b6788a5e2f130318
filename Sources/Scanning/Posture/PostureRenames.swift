internal import Git
internal import Posture

/// Finds what a file was called before: a file that is gone where this one came, with the same content or with at least
/// half of it, as git itself tells renames.
struct PostureRenames {
  private let reader: ObjectReader
  /// Whether the checks read a file of this path: what they do not read had no issue.
  private let isWanted: (BytePath) -> Bool
  private var known: [Pair: [HeadFiles.File]] = [:]
  private var bytesLeft = 64 << 20

  private struct Pair: Hashable {
    let old: ObjectID
    let new: ObjectID
  }

  private static let folderLimit = 20_000
  private static let fileLimit = 1_000
  /// Larger files are known again by equal content only.
  private static let sizeLimit = 1 << 20

  init(_ reader: ObjectReader, isWanted: @escaping (BytePath) -> Bool) {
    self.reader = reader
    self.isWanted = isWanted
  }

  /// Where the file of the new tree stood in the old one; nil where nothing shows that it did.
  mutating func source(of blob: ObjectID, at path: BytePath, from old: ObjectID, to new: ObjectID)
    -> BytePath?
  {
    let gone = gone(Pair(old: old, new: new))
    let name = PathVersions.parts(path).last
    let same = gone.filter { $0.blob == blob }
    if let exact = same.first(where: { PathVersions.parts($0.path).last == name }) ?? same.first {
      return exact.path
    }
    guard !gone.isEmpty, let content = content(of: blob) else { return nil }
    var best: (file: HeadFiles.File, score: Double)?
    for file in gone {
      guard let other = self.content(of: file.blob) else { continue }
      var score = ContentSimilarity.score(other, content)
      guard score >= 0.5 else { continue }
      if PathVersions.parts(file.path).last == name { score += 1 }
      if score > best?.score ?? 0 { best = (file, score) }
    }
    return best?.file.path
  }

  private mutating func content(of blob: ObjectID) -> [UInt8]? {
    guard bytesLeft > 0 else { return nil }
    do throws(GitError) {
      let bytes = try reader.read(blob, maxSize: PostureRenames.sizeLimit) { _, content in Array(content) }
      bytesLeft -= bytes.count
      return bytes
    } catch {
      // Too large, or not there: then it is not known again.
      return nil
    }
  }

  /// Files of the old tree that the new one does not have, and that the checks read.
  private mutating func gone(_ pair: Pair) -> [HeadFiles.File] {
    if let known = known[pair] { return known }
    var files: [HeadFiles.File] = []
    var pending: [(path: BytePath, old: ObjectID, new: ObjectID?)] = [(BytePath(""), pair.old, pair.new)]
    var folders = 0
    while let (folder, old, new) = pending.popLast(), files.count < PostureRenames.fileLimit {
      folders += 1
      guard folders < PostureRenames.folderLimit, old != new else { continue }
      let after = Dictionary((new.map(items) ?? []).map { ($0.name, $0) }) { first, _ in first }
      for item in items(old) {
        let path = BytePath(item.name).below(folder)
        let other = after[item.name]
        if item.isTree {
          pending.append((path, item.id, other.flatMap { $0.isTree ? $0.id : nil }))
        } else if item.isFile, other?.isFile != true, isWanted(path) {
          files.append(HeadFiles.File(path: path, blob: item.id))
        }
      }
    }
    known[pair] = files
    return files
  }

  private func items(_ tree: ObjectID) -> [TreeItem] {
    do throws(GitError) {
      return try reader.read(tree, maxSize: 64 << 20) { _, content in TreeItem.start(of: content).items }
    } catch {
      // What cannot be read is told by whoever reads all trees; a rename in it is not seen.
      return []
    }
  }
}

/// How much two files have in common, as git's rename detection counts it.
enum ContentSimilarity {
  /// The part of the larger one's bytes that both have, in lines or pieces of 64 bytes; 0 to 1.
  static func score(_ left: [UInt8], _ right: [UInt8]) -> Double {
    let larger = max(left.count, right.count)
    guard larger > 0, min(left.count, right.count) * 2 >= larger else { return 0 }
    let (first, second) = (pieces(left), pieces(right))
    var common = 0
    for (piece, bytes) in first { common += min(bytes, second[piece] ?? 0) }
    return Double(common) / Double(larger)
  }

  /// Bytes of each distinct piece, by its hash (FNV-1a).
  private static func pieces(_ bytes: [UInt8]) -> [UInt64: Int] {
    var result: [UInt64: Int] = [:]
    var (hash, length): (UInt64, Int) = (0xcbf2_9ce4_8422_2325, 0)
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      length += 1
      guard byte == 0x0A || length == 64 else { continue }
      result[hash, default: 0] += length
      (hash, length) = (0xcbf2_9ce4_8422_2325, 0)
    }
    if length > 0 { result[hash, default: 0] += length }
    return result
  }
}
