internal import Findings

/// Settings of coding agents: keys, approved commands, and the MCP servers among them.
struct AgentSettingsCheck {
  private(set) var drafts: [Draft] = []
  private let secretLines: Set<Int>

  init(_ file: PostureFile, _ surroundings: PostureSurroundings) throws(UnreadableDocument) {
    secretLines = Set(file.secretLines)
    let document = try MCPCheck.document(file)
    drafts = MCPCheck(document, at: file.path, surroundings, isConfiguration: false).drafts
    approvals(document["permissions"])
    for project in document["projects"]?.members ?? [] {
      approved(project.value["allowedTools"], "allowedTools")
    }
    literals(document, place: [], depth: 0)
  }

  private mutating func approvals(_ permissions: DocumentNode?) {
    for list in permissions?.members ?? [] { approved(list.value, "permissions.\(list.key)") }
  }

  /// `Bash(curl -H 'Authorization: Bearer …')`, as it was typed when somebody said yes.
  private mutating func approved(_ list: DocumentNode?, _ place: String) {
    for entry in list?.list ?? [] {
      guard let text = entry.text else { continue }
      let command = text.firstIndex(of: "(").map { text[text.index(after: $0)...] } ?? text[...]
      let found = CommandArguments(ShellWords.words(in: String(command))).secrets.first
      guard found != nil || secretLines.contains(entry.line) else { continue }
      drafts.append(Draft(PostureRules.approvedLiteral, line: entry.line, key: found?.name, place: place))
    }
  }

  /// Members whose names say that they are secrets, wherever they stand but among servers and approvals.
  private mutating func literals(_ node: DocumentNode, place: [String], depth: Int) {
    for member in node.members {
      let isElsewhere = MCPCheck.wrappers.contains(member.key.lowercased()) || member.key == "permissions"
      guard !isElsewhere, depth < 20 else { continue }
      let inside = place + [member.key]
      if let text = member.value.text {
        note(member, text, place)
      } else {
        for item in member.value.list { pairs(item, member.key, place) }
      }
      literals(member.value, place: inside, depth: depth + 1)
    }
    for item in node.list where depth < 20 { literals(item, place: place, depth: depth + 1) }
  }

  private mutating func note(_ member: DocumentNode.Member, _ text: String, _ place: [String]) {
    guard SecretName.isSecret(member.key) || LiteralValue.hasCredentialInAddress(text),
      !member.key.lowercased().hasSuffix("helper"),
      LiteralValue.isCredential(text) || LiteralValue.hasCredentialDefault(text)
    else { return }
    add(member.line, member.key, place)
  }

  /// Aider's `api-key: [provider=key]`.
  private mutating func pairs(_ item: DocumentNode, _ key: String, _ place: [String]) {
    guard SecretName.isSecret(key), let text = item.text, let sign = text.firstIndex(of: "="),
      LiteralValue.isCredential(String(text[text.index(after: sign)...]))
    else { return }
    add(item.line, String(text[..<sign]), place + [key])
  }

  private mutating func add(_ line: Int, _ key: String, _ place: [String]) {
    let place = place.isEmpty ? nil : place.joined(separator: ".")
    drafts.append(Draft(PostureRules.agentLiteralKey, line: line, key: key, place: place))
  }
}
