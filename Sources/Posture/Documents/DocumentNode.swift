/// A parsed document: what YAML, JSON and TOML have in common, each part with the line that it stands on.
struct DocumentNode: Sendable {
  enum Value: Sendable {
    /// Also numbers and truth values, as they are written; empty for null.
    case scalar(String)
    case list([DocumentNode])
    case map([Member])
  }

  struct Member: Sendable {
    let key: String
    /// The key's, from 1.
    let line: Int
    let value: DocumentNode
  }

  /// From 1.
  let line: Int
  let value: Value

  static func empty(line: Int) -> DocumentNode { DocumentNode(line: line, value: .scalar("")) }

  var text: String? {
    if case .scalar(let text) = value { return text }
    return nil
  }

  var list: [DocumentNode] {
    if case .list(let items) = value { return items }
    return []
  }

  /// In the document's order; those that a YAML merge key (`<<`) brings in come last, where no own one hides them.
  var members: [Member] { members(depth: 0) }

  private static let mergeDepth = 8

  private func members(depth: Int) -> [Member] {
    guard case .map(let own) = value else { return [] }
    guard depth < DocumentNode.mergeDepth, own.contains(where: { $0.key == "<<" }) else { return own }
    var result = own.filter { $0.key != "<<" }
    var known = Set(result.map(\.key))
    for merged in own where merged.key == "<<" {
      let sources = merged.value.list.isEmpty ? [merged.value] : merged.value.list
      for member in sources.flatMap({ $0.members(depth: depth + 1) }) where known.insert(member.key).inserted
      {
        result.append(member)
      }
    }
    return result
  }

  var isMap: Bool {
    if case .map = value { return true }
    return false
  }

  func member(_ key: String) -> Member? { members.first { $0.key == key } }

  subscript(key: String) -> DocumentNode? { member(key)?.value }

  /// Text of a member that is a scalar.
  func text(_ key: String) -> String? { self[key]?.text }
}
