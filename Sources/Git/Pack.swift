/// A pack file with its index. `PackLayout` knows its entries, `PackWalk` decodes them.
package final class Pack: Sendable {
  package let index: PackIndex
  package let path: String
  let file: MappedFile
  /// Where entries end and the trailing checksum begins.
  let end: Int

  /// `path` of the `.pack`; its `.idx` lies beside it.
  package init(path: String, isForFewReads: Bool = false) throws(GitError) {
    self.path = path
    file = try MappedFile(path: path)
    guard file.bytes.count >= 32, file.word(at: 0) == 0x5041_434B else {
      throw GitError(.corruptPack, "not a pack file", place: path)
    }
    guard file.word(at: 4) == 2 || file.word(at: 4) == 3 else {
      throw GitError(.corruptPack, "pack has unknown version \(file.word(at: 4))", place: path)
    }
    end = file.bytes.count - 20
    index = try PackIndex(path: path.dropLast(5) + ".idx", isForFewReads: isForFewReads)
    guard index.count == Int(file.word(at: 8)) else {
      throw GitError(.corruptPack, "pack and index disagree on the number of objects", place: path)
    }
  }

  package var count: Int { index.count }

  /// What stands before an entry's compressed data.
  struct Header {
    enum Base {
      case none
      case offset(Int)
      case id(ObjectID)
    }
    var kind: UInt8
    /// Inflated size: of the object, or of the delta.
    var size: Int
    var base: Base
    var dataStart: Int
  }

  /// Nil when the entry is malformed.
  @inline(__always)
  func header(at offset: Int) -> Header? {
    guard offset >= 12, offset < end else { return nil }
    let bytes = file.bytes
    var position = offset
    var byte = bytes[position]
    position += 1
    let kind = (byte >> 4) & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte & 0x80 != 0 {
      guard position < end, shift < 57 else { return nil }
      byte = bytes[position]
      position += 1
      size |= Int(byte & 0x7F) << shift
      shift += 7
    }
    switch kind {
    case 1...4: return Header(kind: kind, size: size, base: .none, dataStart: position)
    case 6:
      guard let distance = baseDistance(&position), distance > 0, distance <= offset else { return nil }
      return Header(kind: kind, size: size, base: .offset(offset - distance), dataStart: position)
    case 7:
      guard position + 20 <= end, let start = bytes.baseAddress else { return nil }
      return Header(kind: kind, size: size, base: .id(ObjectID(start + position)), dataStart: position + 20)
    default: return nil
    }
  }

  /// The offset encoding of gitformat-pack: seven bits a byte, each continuation adds one.
  private func baseDistance(_ position: inout Int) -> Int? {
    var value = 0
    while position < end {
      let byte = file.bytes[position]
      position += 1
      guard value < 1 << 48 else { return nil }
      value = value << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return value }
      value += 1
    }
    return nil
  }
}
