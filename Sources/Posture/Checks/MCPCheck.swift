internal import Findings

/// Declarations of MCP servers, in the configuration of any agent.
struct MCPCheck {
  private(set) var drafts: [Draft] = []
  private let path: String
  private let surroundings: PostureSurroundings

  static let wrappers: Set<String> = ["mcpservers", "servers", "mcp_servers", "context_servers", "mcp"]

  init(_ file: PostureFile, _ surroundings: PostureSurroundings) throws(UnreadableDocument) {
    self.init(try MCPCheck.document(file), at: file.path, surroundings, isConfiguration: true)
  }

  /// - Parameter isConfiguration: The document is about servers alone: its members may be they, without a wrapper.
  init(_ document: DocumentNode, at path: String, _ surroundings: PostureSurroundings, isConfiguration: Bool)
  {
    self.path = path
    self.surroundings = surroundings
    var found = false
    for wrapper in document.members where MCPCheck.wrappers.contains(wrapper.key.lowercased()) {
      found = true
      servers(wrapper.value)
    }
    // `~/.claude.json` keeps servers by project.
    for project in document["projects"]?.members ?? [] { servers(project.value["mcpServers"]) }
    if !found, isConfiguration { servers(document) }
  }

  static func document(_ file: PostureFile) throws(UnreadableDocument) -> DocumentNode {
    let name = file.path.lowercased()
    if name.hasSuffix(".toml") { return try TOMLReader.document(file.bytes) }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return try YAMLReader.document(file.bytes) }
    return try JSONReader.document(file.bytes)
  }

  private mutating func servers(_ node: DocumentNode?) {
    guard let node else { return }
    for server in node.members where server.value.isMap { check(server.value, "server \(server.key)") }
    // Continue lists them.
    for server in node.list where server.isMap { check(server, "server \(server.text("name") ?? "")") }
  }

  private mutating func check(_ server: DocumentNode, _ place: String) {
    for key in ["env", "environment"] { variables(server[key], "\(place), \(key)") }
    for key in ["headers", "http_headers", "httpHeaders"] { headers(server[key], "\(place), \(key)") }
    headers(server["requestOptions"]?["headers"], "\(place), headers")
    headers(server["transport"]?["headers"], "\(place), headers")
    variables(server["oauth"], "\(place), oauth")
    for key in ["url", "httpUrl", "serverUrl", "uri"] { address(server.member(key), place) }
    address(server["transport"]?.member("url"), place)
    arguments((server["command"]?.list ?? []) + (server["args"]?.list ?? []), place)
    for key in ["envFile", "env_file"] { environmentFile(server.member(key), place) }
  }

  private mutating func variables(_ node: DocumentNode?, _ place: String) {
    let listed = (node?.list ?? []).compactMap(MCPCheck.pair)
    for member in (node?.members ?? []) + listed {
      guard let text = member.value.text else { continue }
      note(
        member, text, place,
        isSecret: SecretName.isSecret(member.key) || LiteralValue.hasCredentialInAddress(text))
    }
  }

  private mutating func headers(_ node: DocumentNode?, _ place: String) {
    for member in node?.members ?? [] {
      guard let text = member.value.text else { continue }
      note(member, text, place, isSecret: SecretName.isCredentialHeader(member.key))
    }
  }

  private mutating func note(_ member: DocumentNode.Member, _ text: String, _ place: String, isSecret: Bool) {
    guard isSecret else { return }
    if LiteralValue.hasCredentialDefault(text) {
      drafts.append(Draft(PostureRules.mcpLiteralDefault, line: member.line, key: member.key, place: place))
    } else if LiteralValue.isCredential(text) {
      drafts.append(Draft(PostureRules.mcpLiteralKey, line: member.line, key: member.key, place: place))
    }
  }

  private mutating func address(_ member: DocumentNode.Member?, _ place: String) {
    guard let member, let text = member.value.text else { return }
    let line = member.value.line
    switch ServerAddress(text).token {
    case .literal(let key):
      drafts.append(Draft(PostureRules.mcpURLToken, line: line, key: key, place: "\(place), \(member.key)"))
    case .reference(let key):
      drafts.append(
        Draft(
          PostureRules.mcpURLToken, .medium, line: line, key: key, place: "\(place), \(member.key)",
          detail: "by reference, but it is sent in the address all the same"))
    case nil: break
    }
  }

  private mutating func arguments(_ arguments: [DocumentNode], _ place: String) {
    for found in CommandArguments(arguments.map { $0.text ?? "" }).secrets {
      let line = arguments[found.index].line
      let rule = found.isDefault ? PostureRules.mcpLiteralDefault : PostureRules.mcpArgumentKey
      drafts.append(Draft(rule, line: line, key: found.name, place: "\(place), args"))
    }
  }

  private mutating func environmentFile(_ member: DocumentNode.Member?, _ place: String) {
    guard let member, let text = member.value.text else { return }
    var name = text
    for start in ["${workspaceFolder}/", "./"] where name.hasPrefix(start) {
      name = String(name.dropFirst(start.count))
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard [name, folder + name].contains(where: surroundings.envFiles.contains) else { return }
    drafts.append(Draft(PostureRules.mcpEnvFile, line: member.line, key: member.key, place: place))
  }

  /// `NAME=value` of a list.
  private static func pair(_ node: DocumentNode) -> DocumentNode.Member? {
    guard let text = node.text, let sign = text.firstIndex(of: "=") else { return nil }
    let value = DocumentNode(line: node.line, value: .scalar(String(text[text.index(after: sign)...])))
    return .init(key: String(text[..<sign]), line: node.line, value: value)
  }
}
