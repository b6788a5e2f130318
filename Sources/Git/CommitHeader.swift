/// The few fields that every commit of a history is asked for; reads no names. `ParsedCommit` reads the rest.
package struct CommitHeader: Sendable {
  package let tree: ObjectID
  package let parents: [ObjectID]
  /// Committer's time, seconds since 1970; 0 where it is malformed, as git has it.
  package let committed: Int64

  /// Nil when the content does not begin as a commit does.
  package init?(_ content: UnsafeRawBufferPointer) {
    guard let tree = CommitHeader.id(content, at: 0, after: "tree ") else { return nil }
    self.tree = tree
    var position = 46
    var parents: [ObjectID] = []
    while let parent = CommitHeader.id(content, at: position, after: "parent ") {
      parents.append(parent)
      position += 48
    }
    self.parents = parents
    committed = CommitHeader.committerTime(content, from: position)
  }

  private static func id(_ content: UnsafeRawBufferPointer, at start: Int, after word: StaticString)
    -> ObjectID?
  {
    let digits = start + word.utf8CodeUnitCount
    guard digits + 40 < content.count, content[digits + 40] == 0x0A,
      word.withUTF8Buffer({ $0.elementsEqual(content[start..<digits]) })
    else { return nil }
    return ObjectID(hexDigits: content, at: digits)
  }

  /// The number behind the last `>` of the `committer` line.
  private static func committerTime(_ content: UnsafeRawBufferPointer, from start: Int) -> Int64 {
    var lineStart = start
    while lineStart < content.count, content[lineStart] != 0x0A {
      let lineEnd = content[lineStart...].firstIndex(of: 0x0A) ?? content.count
      if content[lineStart] == UInt8(ascii: "c"), lineEnd - lineStart > 10,
        content[lineStart + 8] == UInt8(ascii: "r"), content[lineStart + 9] == 0x20
      {
        return time(content, lineStart..<lineEnd)
      }
      lineStart = lineEnd + 1
    }
    return 0
  }

  private static func time(_ content: UnsafeRawBufferPointer, _ line: Range<Int>) -> Int64 {
    guard var position = content[line].lastIndex(of: UInt8(ascii: ">")) else { return 0 }
    position += 1
    while position < line.upperBound, content[position] == 0x20 { position += 1 }
    var isNegative = false
    if position < line.upperBound, content[position] == UInt8(ascii: "-") {
      isNegative = true
      position += 1
    }
    var value: Int64 = 0
    while position < line.upperBound, case let digit = content[position], (0x30...0x39).contains(digit),
      value < 1 << 50
    {
      value = value * 10 + Int64(digit - 0x30)
      position += 1
    }
    return isNegative ? -value : value
  }
}

extension ObjectID {
  /// Reads 40 hexadecimal digits without setting memory aside; nil when there are others.
  init?(hexDigits text: UnsafeRawBufferPointer, at start: Int) {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for place in 0..<40 {
      let byte = text[start + place]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x61...0x66: digit = byte - 0x61 + 10
      case 0x41...0x46: digit = byte - 0x41 + 10
      default: return nil
      }
      switch place {
      case 0..<16: words.0 = words.0 << 4 | UInt64(digit)
      case 16..<32: words.1 = words.1 << 4 | UInt64(digit)
      default: words.2 = words.2 << 4 | UInt64(digit)
      }
    }
    high = words.0
    middle = words.1
    low = UInt32(words.2)
  }
}
