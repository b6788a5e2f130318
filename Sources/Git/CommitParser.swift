/// The parts of a commit object that dating needs (git's commit format, header lines then the message).
package struct ParsedCommit: Sendable {
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: ParsedSignature
  package let committer: ParsedSignature
  /// Byte range of the message in the object.
  package let message: Range<Int>

  /// Nil when the object is no commit that git would accept.
  package init?(_ content: UnsafeRawBufferPointer) {
    var lines = HeaderLines(content)
    guard let first = lines.next(), let tree = HeaderLines.id(after: "tree ", in: first) else { return nil }
    self.tree = tree
    var parents: [ObjectID] = []
    var author: ParsedSignature?
    var committer: ParsedSignature?
    while let line = lines.next(), !line.isEmpty {
      if let id = HeaderLines.id(after: "parent ", in: line) {
        parents.append(id)
      } else if author == nil, let text = HeaderLines.text(after: "author ", in: line) {
        author = ParsedSignature(text)
      } else if committer == nil, let text = HeaderLines.text(after: "committer ", in: line) {
        committer = ParsedSignature(text)
      }
    }
    self.parents = parents
    let nobody = ParsedSignature(name: [], email: [], seconds: 0, zoneMinutes: 0)
    self.author = author ?? committer ?? nobody
    self.committer = committer ?? author ?? nobody
    message = lines.position..<content.count
  }
}

/// The target of an annotated tag.
package struct ParsedTag: Sendable {
  package let target: ObjectID
  package let targetKind: ObjectKind?
  package let name: String
  package let message: Range<Int>

  package init?(_ content: UnsafeRawBufferPointer) {
    var lines = HeaderLines(content)
    guard let first = lines.next(), let target = HeaderLines.id(after: "object ", in: first) else {
      return nil
    }
    self.target = target
    var kind: ObjectKind?
    var name = ""
    while let line = lines.next(), !line.isEmpty {
      if let text = HeaderLines.text(after: "type ", in: line) {
        kind = ParsedTag.kinds[String(decoding: text, as: UTF8.self)]
      } else if let text = HeaderLines.text(after: "tag ", in: line) {
        name = String(decoding: text, as: UTF8.self)
      }
    }
    targetKind = kind
    self.name = name
    message = lines.position..<content.count
  }

  private static let kinds: [String: ObjectKind] = [
    "commit": .commit, "tree": .tree, "blob": .blob, "tag": .tag,
  ]
}

/// `Name <email> 1700000000 +0100`
package struct ParsedSignature: Sendable {
  package let name: [UInt8]
  package let email: [UInt8]
  package let seconds: Int64
  package let zoneMinutes: Int

  init(name: [UInt8], email: [UInt8], seconds: Int64, zoneMinutes: Int) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.zoneMinutes = zoneMinutes
  }

  /// Tolerant: what is missing is empty or 0, as git's own reader has it.
  init(_ text: UnsafeRawBufferPointer) {
    let open = text.firstIndex(of: UInt8(ascii: "<")) ?? text.count
    let close = text.lastIndex(of: UInt8(ascii: ">")) ?? text.count
    var name = Array(text[..<open])
    while name.last == 0x20 { name.removeLast() }
    self.name = name
    email = open < close ? Array(text[(open + 1)..<close]) : []
    let fields = close < text.count ? text[(close + 1)...].split(separator: 0x20) : []
    seconds = fields.first.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0
    let zone = fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
    zoneMinutes = abs(zone) <= 2400 ? zone / 100 * 60 + zone % 100 : 0
  }
}

/// The lines before an object's message.
private struct HeaderLines {
  private let content: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ content: UnsafeRawBufferPointer) { self.content = content }

  /// The next line without its end; empty at the end of the header.
  mutating func next() -> UnsafeRawBufferPointer? {
    guard position < content.count else { return nil }
    let end = content[position...].firstIndex(of: 0x0A) ?? content.count
    defer { position = min(end + 1, content.count) }
    return UnsafeRawBufferPointer(rebasing: content[position..<end])
  }

  static func text(after word: StaticString, in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard line.count >= word.utf8CodeUnitCount,
      word.withUTF8Buffer({ $0.elementsEqual(line.prefix($0.count)) })
    else { return nil }
    return UnsafeRawBufferPointer(rebasing: line[word.utf8CodeUnitCount...])
  }

  static func id(after word: StaticString, in line: UnsafeRawBufferPointer) -> ObjectID? {
    text(after: word, in: line).flatMap { ObjectID(hex: ArraySlice($0)) }
  }
}
