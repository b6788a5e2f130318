/// A place in a document that is being encoded; containers fill it through their reference.
final class JSONNode {
  private enum Content {
    case value(JSONValue)
    case array([JSONNode])
    case object([String: JSONNode])
  }

  private var content = Content.value(.object([:]))

  func set(_ value: JSONValue) { content = .value(value) }
  func becomeArray() { if case .array = content {} else { content = .array([]) } }
  func becomeObject() { if case .object = content {} else { content = .object([:]) } }

  var count: Int {
    if case .array(let nodes) = content { return nodes.count }
    return 0
  }

  func append() -> JSONNode {
    guard case .array(var nodes) = content else { return JSONNode() }
    content = .array([])
    let node = JSONNode()
    nodes.append(node)
    content = .array(nodes)
    return node
  }

  func member(_ key: String) -> JSONNode {
    guard case .object(var nodes) = content else { return JSONNode() }
    content = .object([:])
    let node = JSONNode()
    nodes[key] = node
    content = .object(nodes)
    return node
  }

  var json: JSONValue {
    switch content {
    case .value(let value): value
    case .array(let nodes): .array(nodes.map(\.json))
    case .object(let nodes): .object(nodes.mapValues(\.json))
    }
  }
}
