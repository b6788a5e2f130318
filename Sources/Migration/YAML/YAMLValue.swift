internal import Yams

/// A value of a YAML text, with its line.
struct YAMLValue {
  private let node: Node

  private init(_ node: Node) { self.node = node }

  /// Every document of a text. Bounded: aliases are few, so that no entry can grow by them, and the library refuses
  /// deep nesting.
  static func documents(_ text: String, file: String) throws(ImportError) -> [YAMLValue] {
    guard text.utf8.count <= longest else { throw ImportError(file, "is larger than \(longest) bytes") }
    guard !text.utf8.contains(0) else { throw ImportError(file, "holds a NUL byte") }
    guard YAMLAliases.count(in: text) <= mostAliases else {
      throw ImportError(file, "has more than \(mostAliases) aliases", help: "write out what they stand for")
    }
    do {
      let parser = try Parser(yaml: text)
      var documents: [YAMLValue] = []
      while let node = try parser.nextRoot() {
        documents.append(YAMLValue(node))
        guard documents.count <= 256 else { throw ImportError(file, "has too many documents") }
      }
      return documents
    } catch let error as ImportError {
      throw error
    } catch {
      // The library's message quotes the text, which may hold a secret.
      throw ImportError(YAMLValue.place(of: error, in: file), "is not YAML")
    }
  }

  private static let longest = 8 << 20
  private static let mostAliases = 20

  private static func place(of error: any Error, in file: String) -> String {
    switch error {
    case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
      YamlError.composer(_, _, let mark, _):
      "\(file):\(mark.line)"
    default: file
    }
  }

  var line: Int { node.mark?.line ?? 1 }

  /// Nil where there is nothing under that key; `-` and `_` are the same in it.
  subscript(key: String) -> YAMLValue? {
    guard case .mapping(let mapping) = node else { return nil }
    for (name, value) in mapping where name.scalar?.string.replacing("-", with: "_") == key {
      return YAMLValue(value)
    }
    return nil
  }

  /// Keys as `subscript` takes them.
  var keys: [String] {
    guard case .mapping(let mapping) = node else { return [] }
    return mapping.compactMap { $0.key.scalar?.string.replacing("-", with: "_") }
  }

  var isMapping: Bool { node.mapping != nil }
  var isList: Bool { node.sequence != nil }

  var list: [YAMLValue] {
    guard case .sequence(let sequence) = node else { return [] }
    return sequence.map { YAMLValue($0) }
  }

  /// A scalar as it was written; nil for null.
  var text: String? {
    guard case .scalar(let scalar) = node, node.null == nil else { return nil }
    return scalar.string
  }

  var number: Double? { text.flatMap { Double($0) } }
  var integer: Int? { text.flatMap { Int($0) } }
  var bool: Bool? { node.bool }
  var texts: [String] { list.compactMap(\.text) }
}
