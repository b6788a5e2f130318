internal import Crypto
internal import Foundation

/// Writes packs byte by byte, the impossible ones too (git's Documentation/gitformat-pack). Nothing is compressed:
/// the streams are made of stored blocks.
package struct PackBuilder {
  package enum Kind: UInt8, CaseIterable {
    case commit = 1
    case tree, blob, tag
  }

  package enum Base {
    case id([UInt8])
    /// Bytes back from the entry's own start.
    case distance(Int)
  }

  package struct Entry {
    package var id: [UInt8]
    package var offset: Int
  }

  /// In the order they stand.
  package private(set) var entries: [Entry] = []
  private var body = Array("PACK".utf8) + bigEndian(2, 4) + bigEndian(0, 4)

  package init() {}

  /// Adds an object and gives its id; `size` and `id` may lie.
  @discardableResult
  package mutating func add(
    _ kind: Kind, _ content: [UInt8], claiming size: Int? = nil, as id: [UInt8]? = nil
  ) -> [UInt8] {
    let id = id ?? PackBuilder.id(kind, content)
    add(id, PackBuilder.header(kind.rawValue, size ?? content.count) + PackBuilder.stored(content))
    return id
  }

  /// Adds a delta under an id of one's choice.
  package mutating func addDelta(_ delta: [UInt8], on base: Base, claiming size: Int? = nil, as id: [UInt8]) {
    let claimed = size ?? delta.count
    switch base {
    case .id(let base): add(id, PackBuilder.header(7, claimed) + base + PackBuilder.stored(delta))
    case .distance(let back):
      add(id, PackBuilder.header(6, claimed) + PackBuilder.distance(back) + PackBuilder.stored(delta))
    }
  }

  /// Adds bytes as they are.
  package mutating func add(_ id: [UInt8], _ bytes: [UInt8]) {
    entries.append(Entry(id: id, offset: body.count))
    body += bytes
  }

  /// A commit of a tree.
  package mutating func addCommit(tree: [UInt8], parents: [[UInt8]] = [], message: String = "x") -> [UInt8] {
    let lines = parents.map { "parent \(PackBuilder.hex($0))\n" }.joined()
    let person = "A <a@example.org> 1577836800 +0000"
    let text = "tree \(PackBuilder.hex(tree))\n\(lines)author \(person)\ncommitter \(person)\n\n\(message)\n"
    return add(.commit, Array(text.utf8))
  }

  /// A tree; modes as git writes them, such as `100644` and `40000`.
  package mutating func addTree(_ items: [(mode: String, name: [UInt8], id: [UInt8])], as id: [UInt8]? = nil)
    -> [UInt8]
  {
    var content: [UInt8] = []
    for item in items {
      content += Array(item.mode.utf8)
      content.append(0x20)
      content += item.name
      content.append(0)
      content += item.id
    }
    return add(.tree, content, as: id)
  }

  // MARK: Files

  package var pack: [UInt8] {
    var bytes = body
    bytes.replaceSubrange(8..<12, with: PackBuilder.bigEndian(entries.count, 4))
    return bytes + PackBuilder.sha1(bytes)
  }

  package func index(version: Int = 2) -> [UInt8] {
    let sorted = entries.sorted { $0.id.lexicographicallyPrecedes($1.id) }
    var fan = [Int](repeating: 0, count: 256)
    for entry in sorted { for bucket in Int(entry.id[0])..<256 { fan[bucket] += 1 } }
    var bytes = version == 2 ? [0xFF, 0x74, 0x4F, 0x63] + PackBuilder.bigEndian(2, 4) : []
    bytes += fan.flatMap { PackBuilder.bigEndian($0, 4) }
    if version == 2 {
      bytes += sorted.flatMap(\.id)
      bytes += [UInt8](repeating: 0, count: 4 * sorted.count)
      bytes += sorted.flatMap { PackBuilder.bigEndian($0.offset, 4) }
    } else {
      bytes += sorted.flatMap { PackBuilder.bigEndian($0.offset, 4) + $0.id }
    }
    bytes += pack.suffix(20)
    return bytes + PackBuilder.sha1(bytes)
  }

  /// Writes `pack-made.pack` and `.idx` into an `objects/pack` folder and gives the pack's path.
  @discardableResult
  package func write(to folder: String, indexVersion: Int = 2) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try UnsyncedFile.write(pack, to: folder + "/pack-made.pack")
    try UnsyncedFile.write(index(version: indexVersion), to: folder + "/pack-made.idx")
    return folder + "/pack-made.pack"
  }

  // MARK: Parts

  package static func id(_ kind: Kind, _ content: [UInt8]) -> [UInt8] {
    sha1(Array("\(kind) \(content.count)\0".utf8) + content)
  }

  package static func hex(_ id: [UInt8]) -> String {
    id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  package static func sha1(_ bytes: [UInt8]) -> [UInt8] { Array(Insecure.SHA1.hash(data: bytes)) }

  package static func bigEndian(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
  }

  /// Type and size of an entry.
  package static func header(_ type: UInt8, _ size: Int) -> [UInt8] {
    var bytes = [type << 4 | UInt8(size & 15)]
    var rest = size >> 4
    while rest > 0 {
      bytes[bytes.count - 1] |= 0x80
      bytes.append(UInt8(rest & 0x7F))
      rest >>= 7
    }
    return bytes
  }

  package static func distance(_ back: Int) -> [UInt8] {
    var bytes = [UInt8(back & 0x7F)]
    var rest = back >> 7
    while rest > 0 {
      rest -= 1
      bytes.insert(0x80 | UInt8(rest & 0x7F), at: 0)
      rest >>= 7
    }
    return bytes
  }

  /// A delta's start: the sizes that it claims.
  package static func sizes(base: Int, target: Int) -> [UInt8] { littleEndian(base) + littleEndian(target) }

  private static func littleEndian(_ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  /// A delta's command: copy from the base.
  package static func copy(_ source: Int, _ length: Int) -> [UInt8] {
    var command: UInt8 = 0x80
    var bytes: [UInt8] = []
    for bit in 0..<4 where source >> (8 * bit) & 0xFF != 0 {
      command |= 1 << UInt8(bit)
      bytes.append(UInt8(source >> (8 * bit) & 0xFF))
    }
    for bit in 0..<3 where length >> (8 * bit) & 0xFF != 0 {
      command |= 0x10 << UInt8(bit)
      bytes.append(UInt8(length >> (8 * bit) & 0xFF))
    }
    return [command] + bytes
  }

  /// A delta's command: at most 127 new bytes.
  package static func insert(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count)] + bytes }

  /// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4).
  package static func stored(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65_535, content.count)
      let count = end - start
      bytes += [end == content.count ? 1 : 0, UInt8(count & 0xFF), UInt8(count >> 8)]
      bytes += [UInt8(~count & 0xFF), UInt8(~count >> 8 & 0xFF)]
      bytes += content[start..<end]
      start = end
    } while start < content.count
    var (low, high) = (1, 0)
    for byte in content {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return bytes + bigEndian(high << 16 | low, 4)
  }
}
