/// The file of a project that tells an agent which hooks to run, and what belongs in it.
struct AgentSettings {
  let agent: AgentKind
  /// What the agent runs.
  let command: String

  /// Relative to the project's root.
  var path: String {
    switch agent {
    case .claudeCode: ".claude/settings.json"
    case .cursor: ".cursor/hooks.json"
    case .copilot: ".github/hooks/leakage.json"
    case .gemini: ".gemini/settings.json"
    case .codex: ".codex/hooks.json"
    }
  }

  /// Where the contract is documented.
  var reference: String {
    switch agent {
    case .claudeCode: "https://code.claude.com/docs/en/hooks"
    case .cursor: "https://cursor.com/docs/agent/hooks"
    case .copilot: "https://docs.github.com/en/copilot/reference/hooks-reference"
    case .gemini: "https://geminicli.com/docs/hooks/reference"
    case .codex: "https://developers.openai.com/codex/hooks"
    }
  }

  /// Event names with the entry that each one gets.
  private var entries: [(event: String, entry: JSONDocument)] {
    switch agent {
    case .claudeCode, .codex:
      return ["UserPromptSubmit", "PreToolUse", "PostToolUse"].map { ($0, group(timeout: "30")) }
    case .gemini:
      return ["BeforeAgent", "BeforeTool", "AfterTool"].map { ($0, group(timeout: "30000")) }
    case .cursor:
      // Without `failClosed` a hook that cannot be started lets everything through.
      return ["beforeSubmitPrompt", "beforeReadFile", "preToolUse", "postToolUse"].map {
        ($0, .object(["command": .text(command), "failClosed": .bool(true)]))
      }
    case .copilot:
      return ["UserPromptSubmit", "userPromptTransformed", "PreToolUse", "PostToolUse"].map {
        (
          $0,
          .object([
            "type": .text("command"), "bash": .text(command), "command": .text(command),
            "timeoutSec": .number(Array("30".utf8)),
          ])
        )
      }
    }
  }

  /// A list of hooks for all tools.
  private func group(timeout: String) -> JSONDocument {
    .object([
      "hooks": .array([
        .object([
          "type": .text("command"), "command": .text(command), "timeout": .number(Array(timeout.utf8)),
        ])
      ])
    ])
  }

  /// The settings with the hooks in them, all else as it was. `document` is nil where there is no file.
  func installed(in document: JSONDocument?) throws(SettingsShapeError) -> JSONDocument {
    if let document, isInstalled(in: document) { return document }
    var document =
      try document.map { document throws(SettingsShapeError) in try removed(from: document) } ?? .object([])
    if document["version"] == nil, agent == .cursor || agent == .copilot {
      document["version"] = .number(Array("1".utf8))
    }
    var hooks = document["hooks"] ?? .object([])
    for (event, entry) in entries {
      hooks[event] = .array((hooks[event]?.elements ?? []) + [entry])
    }
    document["hooks"] = hooks
    return document
  }

  /// Some event asks leakage, whatever its path and options.
  func hasHook(in document: JSONDocument) -> Bool {
    entries.contains { event, _ in !ownEntries(of: event, in: document).isEmpty }
  }

  /// Every event has this very entry, and no older one.
  private func isInstalled(in document: JSONDocument) -> Bool {
    entries.allSatisfy { event, entry in ownEntries(of: event, in: document) == [entry] }
  }

  /// Those with this hook in them.
  private func ownEntries(of event: String, in document: JSONDocument) -> [JSONDocument] {
    (document["hooks"]?[event]?.elements ?? []).filter { without($0) != $0 }
  }

  /// The settings without these hooks, and without the lists that they leave empty.
  func removed(from document: JSONDocument) throws(SettingsShapeError) -> JSONDocument {
    guard document.isObject else { throw SettingsShapeError("the file holds no object") }
    guard let hooks = document["hooks"] else { return document }
    guard case .object(let events) = hooks else { throw SettingsShapeError("'hooks' is no object") }
    var document = document
    var kept: [JSONDocument.Member] = []
    for event in events {
      guard let entries = event.value.elements else {
        // A switch such as `"enabled": true`.
        if AgentSettings.isEvent(event.name, of: self) {
          throw SettingsShapeError("'hooks.\(String(decoding: event.name, as: UTF8.self))' is no list")
        }
        kept.append(event)
        continue
      }
      let rest = entries.compactMap(without)
      if !rest.isEmpty || entries.isEmpty { kept.append(.init(name: event.name, value: .array(rest))) }
    }
    document["hooks"] = kept.isEmpty ? nil : .object(kept)
    return document
  }

  private static func isEvent(_ name: [UInt8], of settings: AgentSettings) -> Bool {
    settings.entries.contains { Array($0.event.utf8) == name }
  }

  /// The entry without this hook; nil where nothing else was in it.
  private func without(_ entry: JSONDocument) -> JSONDocument? {
    if isOwn(entry) { return nil }
    guard let inner = entry["hooks"]?.elements, inner.contains(where: isOwn) else { return entry }
    let rest = inner.filter { !isOwn($0) }
    guard !rest.isEmpty else { return nil }
    var entry = entry
    entry["hooks"] = .array(rest)
    return entry
  }

  /// Runs `leakage hook agent` for this agent, whatever its path and options.
  private func isOwn(_ entry: JSONDocument) -> Bool {
    ["command", "bash"].contains { name in
      guard let command = entry[name]?.text else { return false }
      return command.contains(" hook agent") && command.contains("--for \(agent.rawValue)")
    }
  }

  /// True when a file with nothing else in it can go.
  static func isBare(_ document: JSONDocument) -> Bool {
    guard case .object(let members) = document else { return false }
    return members.allSatisfy { $0.name == Array("version".utf8) }
  }
}

/// Settings that are JSON but not what the agent reads.
struct SettingsShapeError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
