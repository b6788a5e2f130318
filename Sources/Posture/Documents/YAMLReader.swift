internal import Yams

/// Reads YAML with bounds on what aliases and nesting may cost.
enum YAMLReader {
  /// Every document of a file.
  static func documents(_ bytes: [UInt8]) throws(UnreadableDocument) -> [DocumentNode] {
    let text = try DocumentLimits.text(of: bytes)
    try YAMLAliases(bytes).check()
    var budget = DocumentLimits.parts
    var documents: [DocumentNode] = []
    do {
      // The default encoding prints to standard output where a variable asks for it.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      while let root = try parser.nextRoot() {
        documents.append(try node(root, depth: 0, &budget))
      }
    } catch let error as UnreadableDocument {
      throw error
    } catch {
      throw YAMLReader.unreadable(error)
    }
    return documents
  }

  static func document(_ bytes: [UInt8]) throws(UnreadableDocument) -> DocumentNode {
    guard let first = try documents(bytes).first else { return .empty(line: 1) }
    return first
  }

  /// The library's own words quote the text.
  private static func unreadable(_ error: any Error) -> UnreadableDocument {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      UnreadableDocument(.syntax, "is no YAML", line: mark.line)
    case .duplicatedKeysInMapping(_, let context):
      UnreadableDocument(.syntax, "has the same key twice", line: context.mark.line)
    default: UnreadableDocument(.syntax, "is no YAML")
    }
  }

  private static func node(_ node: Node, depth: Int, _ budget: inout Int) throws -> DocumentNode {
    budget -= 1
    let line = node.mark?.line ?? 1
    guard budget > 0 else {
      throw UnreadableDocument(.limit, "has too many parts, or aliases that multiply", line: line)
    }
    guard depth < DocumentLimits.depth else {
      throw UnreadableDocument(.limit, "is nested too deeply", line: line)
    }
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
      return DocumentNode(line: line, value: .scalar(isNull ? "" : scalar.string))
    case .sequence(let sequence):
      return DocumentNode(
        line: line, value: .list(try sequence.map { try YAMLReader.node($0, depth: depth + 1, &budget) }))
    case .mapping(let mapping):
      var members: [DocumentNode.Member] = []
      for (key, value) in mapping {
        let child = try YAMLReader.node(value, depth: depth + 1, &budget)
        members.append(.init(key: key.scalar?.string ?? "", line: key.mark?.line ?? line, value: child))
      }
      return DocumentNode(line: line, value: .map(members))
    case .alias: return .empty(line: line)
    }
  }
}

/// Aliases are cheap to parse, but not as keys: the library compares keys, and one that holds aliases of aliases
/// takes exponential time. Files that people write have none.
private struct YAMLAliases {
  private let bytes: [UInt8]
  private static let most = 12

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func check() throws(UnreadableDocument) {
    var aliases = 0
    var line = 1
    var keyLine: Int?
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A: line += 1
      case UInt8(ascii: "*") where isWordStart(index + 1):
        aliases += 1
        if isKey(from: index) { keyLine = keyLine ?? line }
      case UInt8(ascii: "?") where isSpace(index + 1) && isSpace(index - 1): keyLine = keyLine ?? line
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if isKey(from: index) { keyLine = keyLine ?? line }
      default: break
      }
    }
    guard aliases > YAMLAliases.most, let keyLine else { return }
    throw UnreadableDocument(.limit, "has aliases or collections as keys beside many aliases", line: keyLine)
  }

  private func isWordStart(_ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    return (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
      || "_-".utf8.contains(byte)
  }

  private func isSpace(_ index: Int) -> Bool {
    guard bytes.indices.contains(index) else { return true }
    return bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "-") || "[{,".utf8.contains(bytes[index])
  }

  /// A colon follows the word or the bracket.
  private func isKey(from start: Int) -> Bool {
    var index = start + 1
    while index < bytes.count, bytes[index] > 0x20, !":,[]{}".utf8.contains(bytes[index]) { index += 1 }
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: ":")
  }
}
