internal import Detectors

/// Finds a reference to a secret's new place in text.
enum ReferenceText {
  private static let marks: [[UInt8]] = [
    "${", "{{", "$(", "secrets.", "vault", "op://", "getenv", "environ", "process.env", "env[", "env.", "<%=",
    "secretkeyref", "valuefrom", "ssm:", "arn:aws:secretsmanager", "keyvault", "${{", "env(", "env::var",
    "#{",
  ].map { Array($0.utf8) }

  /// What stands behind `key` on its line, when it reads as a reference; at most 80 bytes.
  static func value(ofKey key: [UInt8], in content: UnsafeRawBufferPointer) -> String? {
    guard !key.isEmpty else { return nil }
    var lineStart = 0
    while lineStart < content.count {
      let lineEnd = content[lineStart...].firstIndex(of: 0x0A) ?? content.count
      let line = UnsafeRawBufferPointer(rebasing: content[lineStart..<min(lineEnd, lineStart + 1024)])
      if let reference = value(ofKey: key, onLine: line) { return reference }
      lineStart = lineEnd + 1
    }
    return nil
  }

  private static func value(ofKey key: [UInt8], onLine line: UnsafeRawBufferPointer) -> String? {
    guard let end = end(ofKey: key, onLine: line) else { return nil }
    let separators = Array("=: \t\"'>".utf8)
    let value = Array(line[end...].drop { separators.contains($0) })
    if value.first == UInt8(ascii: "$"), let name = variableName(value.dropFirst()) { return "$" + name }
    for mark in marks {
      if let start = position(of: mark, in: value) { return reference(value[start...], mark) }
    }
    return nil
  }

  /// Where the key ends that stands on the line as a word of its own; in any case.
  private static func end(ofKey key: [UInt8], onLine line: UnsafeRawBufferPointer) -> Int? {
    guard line.count >= key.count else { return nil }
    return (0...line.count - key.count).first { start in
      let end = start + key.count
      guard start == 0 || !CharacterSet256.word.contains(line[start - 1]) else { return false }
      guard end == line.count || !CharacterSet256.word.contains(line[end]) else { return false }
      return key.indices.allSatisfy { lower(line[start + $0]) == lower(key[$0]) }
    }.map { $0 + key.count }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// The mark and the name behind it. Nothing else of the line: `${PASSWORD:-hunter2}` has a secret of its own.
  private static func reference(_ text: ArraySlice<UInt8>, _ mark: [UInt8]) -> String {
    let rest = text.dropFirst(mark.count)
    let space = rest.prefix {
      $0 == 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "(")
        || $0 == UInt8(ascii: "[")
    }
    let word = rest.dropFirst(space.count).prefix {
      CharacterSet256.name.contains($0) || $0 == UInt8(ascii: "/")
    }
    // What is longer is no name, and its beginning may be a secret's.
    let name = word.count <= 60 ? word : []
    let shown = Printable.text(Array(text.prefix(mark.count)) + Array(space.prefix(2)) + Array(name))
    return shown + (mark.last == UInt8(ascii: "{") ? "}" : "")
  }

  /// `NAME` in capitals, as environment variables are written.
  private static func variableName(_ text: ArraySlice<UInt8>) -> String? {
    let name = text.prefix {
      (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
    }
    guard name.count >= 2, name.count <= 60, name.contains(where: { (0x41...0x5A).contains($0) }) else {
      return nil
    }
    let next = text.dropFirst(name.count).first ?? 0x20
    return CharacterSet256.word.contains(next) ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func position(of mark: [UInt8], in text: [UInt8]) -> Int? {
    guard text.count >= mark.count else { return nil }
    return (0...(text.count - mark.count)).first { start in
      mark.indices.allSatisfy { mark[$0] == lower(text[start + $0]) }
    }
  }
}
