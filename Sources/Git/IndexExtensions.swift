/// What follows the entries of an index.
struct IndexExtensions {
  private(set) var knownTrees: [BytePath: IndexFile.KnownTree] = [:]
  private(set) var link: SplitIndex?

  init(_ table: IndexTable) throws(GitError) {
    var position = table.end
    while position + 8 <= table.contentEnd {
      let size = Int(table.file.word(at: position + 4))
      let start = position + 8
      guard size <= table.contentEnd - start else { throw table.damaged("has an extension that is cut off") }
      try read(
        table.file.bytes[position..<position + 4], Array(table.file.bytes[start..<start + size])[...], table)
      position = start + size
    }
  }

  private mutating func read(
    _ name: Slice<UnsafeRawBufferPointer>, _ content: ArraySlice<UInt8>, _ table: IndexTable
  ) throws(GitError) {
    switch String(decoding: name, as: UTF8.self) {
    case "TREE": readTrees(content)
    case "link":
      guard let split = SplitIndex(content) else {
        throw table.damaged("has a broken link to its shared part")
      }
      link = split
    // Sparse folders are entries like the others.
    case "sdir": break
    default:
      // A small letter means that nobody may pass it over who does not know it.
      guard let first = name.first, (0x41...0x5A).contains(first) else {
        throw table.damaged(
          "needs an extension that is not known: \(BytePath.text(Array(name)).debugDescription)")
      }
    }
  }

  /// `name NUL count SP subtrees LF id`, depth first; a count below zero is a tree that is not known.
  /// A broken extension is only a lost shortcut.
  private mutating func readTrees(_ content: ArraySlice<UInt8>) {
    var rest = content
    // Folders whose subtrees are still to come.
    var open: [(path: BytePath, left: Int)] = []
    while let zero = rest.firstIndex(of: 0), let lineEnd = rest[zero...].firstIndex(of: 0x0A) {
      let name = BytePath(rest[..<zero])
      guard let space = rest[zero..<lineEnd].firstIndex(of: 0x20),
        let count = IndexExtensions.number(rest[(zero + 1)..<space]),
        let subtrees = IndexExtensions.number(rest[(space + 1)..<lineEnd]), subtrees >= 0
      else { break }
      rest = rest[(lineEnd + 1)...]
      let path = open.last.map { $0.path.appending(name) } ?? name
      if count >= 0 {
        guard rest.count >= ObjectID.byteCount else { break }
        let id = Array(rest.prefix(ObjectID.byteCount)).withUnsafeBytes { buffer in
          // 20 bytes are there.
          ObjectID(buffer.baseAddress.unsafelyUnwrapped)
        }
        knownTrees[path] = IndexFile.KnownTree(id: id, count: count)
        rest = rest.dropFirst(ObjectID.byteCount)
      }
      if !open.isEmpty { open[open.count - 1].left -= 1 }
      open.append((path, subtrees))
      while let last = open.last, last.left <= 0 { open.removeLast() }
      if open.isEmpty { break }
    }
  }

  /// Decimal, ten digits at most.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let isNegative = digits.first == UInt8(ascii: "-")
    let digits = isNegative ? digits.dropFirst() : digits
    guard !digits.isEmpty, digits.count <= 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -number : number
  }
}

/// The part of an index that stands in another file.
struct SplitIndex {
  let base: ObjectID
  private let deleted: [Bool]
  private let replaced: [Bool]

  /// `id`, a bitmap of the base's entries that are gone, one of those that are replaced.
  init?(_ content: ArraySlice<UInt8>) {
    guard content.count >= ObjectID.byteCount else { return nil }
    base = Array(content.prefix(ObjectID.byteCount)).withUnsafeBytes { buffer in
      // 20 bytes are there.
      ObjectID(buffer.baseAddress.unsafelyUnwrapped)
    }
    var rest = content.dropFirst(ObjectID.byteCount)
    if rest.isEmpty {
      (deleted, replaced) = ([], [])
      return
    }
    guard let deleted = CompressedBitmap.read(&rest), let replaced = CompressedBitmap.read(&rest) else {
      return nil
    }
    self.deleted = deleted
    self.replaced = replaced
  }

  /// Entries without a name replace the base's in their order; the others are new.
  func merged(_ base: [IndexEntry], with own: [IndexEntry], place: String) throws(GitError) -> [IndexEntry] {
    var substitutes = own.prefix { $0.path.isEmpty }[...]
    var result: [IndexEntry] = []
    for (position, entry) in base.enumerated() {
      if position < replaced.count, replaced[position] {
        guard var substitute = substitutes.popFirst() else {
          throw GitError(.unreadableFile, "split index lacks an entry", place: place)
        }
        substitute.path = entry.path
        result.append(substitute)
      } else if position >= deleted.count || !deleted[position] {
        result.append(entry)
      }
    }
    result += own.drop { $0.path.isEmpty }
    return result.sorted { ($0.path, $0.stage) < ($1.path, $1.stage) }
  }
}

/// EWAH bitmaps as git stores them (gitformat-index, "Split index"; gitformat-bitmap, "Appendix A").
enum CompressedBitmap {
  /// More bits than any index has entries.
  private static let limit = 1 << 28

  /// Nil when malformed.
  static func read(_ rest: inout ArraySlice<UInt8>) -> [Bool]? {
    guard let size = number(&rest, bytes: 4), let count = number(&rest, bytes: 4), size <= limit,
      count <= UInt64(rest.count / 8)
    else { return nil }
    var words: [UInt64] = []
    for _ in 0..<count {
      guard let word = number(&rest, bytes: 8) else { return nil }
      words.append(word)
    }
    guard number(&rest, bytes: 4) != nil else { return nil }
    return bits(words[...], size: Int(size))
  }

  /// A word that tells how many words of equal bits follow and how many literal ones, then those.
  private static func bits(_ words: ArraySlice<UInt64>, size: Int) -> [Bool]? {
    var rest = words
    var result: [Bool] = []
    while let word = rest.popFirst() {
      let running = Int(word >> 1 & 0xFFFF_FFFF)
      let literals = Int(word >> 33)
      guard literals <= rest.count, running <= (limit - result.count) / 64 else { return nil }
      result += repeatElement(word & 1 == 1, count: running * 64)
      for _ in 0..<literals {
        guard let literal = rest.popFirst() else { return nil }
        for bit in 0..<64 { result.append(literal >> UInt64(bit) & 1 == 1) }
      }
    }
    return Array(result.prefix(size))
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, bytes: Int) -> UInt64? {
    guard rest.count >= bytes else { return nil }
    defer { rest = rest.dropFirst(bytes) }
    return rest.prefix(bytes).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
