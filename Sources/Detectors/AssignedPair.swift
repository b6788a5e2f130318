/// A name and a value that are written as two entries, as lists of variables are:
///
///     - name: NAME            "name": "NAME",          <key>NAME</key>        <add key="NAME" value="V"/>
///       value: V              "value": "V"             <string>V</string>
enum AssignedPair {
  /// How far before a line a name can stand whose value is on it.
  static let reach = 192

  private static let spaceLimit = 64
  private static let values = ["value", "string", "defaultvalue"].map { Array($0.utf8) }

  /// Where the value of `name` begins; `start` stands behind the name and its quote.
  static func valueStart(_ text: UnsafeRawBufferPointer, _ name: Range<Int>, _ start: Int, _ limit: Int)
    -> Int?
  {
    guard start < limit, start - name.lowerBound < 128 else { return nil }
    var position = start
    if text[position] == UInt8(ascii: "<") {
      guard position + 1 < limit, text[position + 1] == UInt8(ascii: "/") else { return nil }
      while position < limit, position - start < 16, text[position] != UInt8(ascii: ">") { position += 1 }
      guard position < limit, text[position] == UInt8(ascii: ">") else { return nil }
      position += 1
    }
    var lineEnds = 0
    let end = min(limit, position + spaceLimit)
    while position < end, text[position] <= 0x20 {
      if text[position] == 0x0A { lineEnds += 1 }
      position += 1
    }
    guard lineEnds <= 1 else { return nil }
    return operatorEnd(text, position, limit)
  }

  /// Behind `value:`, `"value":`, `<value>`, `value=`.
  private static func operatorEnd(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    guard let wordEnd = wordEnd(text, start, limit) else { return nil }
    var position = wordEnd
    if position < limit, CharacterSet256.quote.contains(text[position]) { position += 1 }
    position = Assignment.skipSpace(text, position, limit)
    guard position < limit else { return nil }
    switch text[position] {
    case UInt8(ascii: ":"), UInt8(ascii: "="): return position + 1
    case UInt8(ascii: ">") where text[start] == UInt8(ascii: "<"): return position + 1
    default: return nil
    }
  }

  /// True when the line may be the second half of a pair.
  static func mayBeValue(_ text: UnsafeRawBufferPointer, line: Int) -> Bool {
    var position = line
    let limit = min(text.count, line + spaceLimit)
    while position < limit, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    return wordEnd(text, position, text.count) != nil
  }

  /// Behind the `android:` of `android:value`.
  private static func behindNamespace(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int {
    Text.holds(namespace, at: start, in: text, limit: limit - 1) ? start + namespace.utf8CodeUnitCount : start
  }

  private static let namespace: StaticString = "android:"

  /// Behind `value` and its like, with the mark before it.
  private static func wordEnd(_ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int) -> Int? {
    var position = start
    guard position < limit else { return nil }
    if CharacterSet256.quote.contains(text[position]) || text[position] == UInt8(ascii: "<") { position += 1 }
    position = behindNamespace(text, position, limit)
    guard position < limit, [0x76, 0x73, 0x64].contains(text[position] | 0x20) else { return nil }
    for word in values where position + word.count < limit {
      let end = position + word.count
      if zip(text[position..<end], word).allSatisfy({ NameWords.fold($0) == $1 }),
        !CharacterSet256.name.contains(text[end])
      {
        return end
      }
    }
    return nil
  }
}
