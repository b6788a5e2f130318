internal import Findings
internal import Scanning

/// Decides about one event of an agent: what holds a secret does not reach the model.
struct AgentHook {
  let agent: AgentKind
  let spotter: SecretSpotter
  let names: PlaceholderNames
  /// Secrets that a person allowed.
  let allowed: AllowedSecrets
  let home: String?

  /// A longer question is refused.
  static let inputLimit = 1 << 25
  /// A longer file is not searched before a call. What the call shows of it is, where the agent lets it be changed.
  static let fileLimit = 1 << 24

  func answer(to content: BoundedRead.Content) -> AgentAnswer {
    switch content {
    case .tooLarge:
      return .refusal(
        "leakage: the hook's input is larger than \(AgentHook.inputLimit) bytes, so it was not searched")
    case .none: return .refusal("leakage: the hook's input cannot be read, so it was not searched")
    case .bytes(let bytes):
      do throws(JSONSyntaxError) {
        let payload = try JSONDocument(parsing: bytes)
        guard payload.isObject else {
          return .refusal("leakage: the hook's input is no JSON object, so it was not searched")
        }
        return answer(to: AgentEvent(payload))
      } catch {
        return .refusal("leakage: the hook's input is no JSON (\(error)), so it was not searched")
      }
    }
  }

  private func answer(to event: AgentEvent) -> AgentAnswer {
    guard event.kind != .other else { return agent.consent(to: event) }
    var search = PayloadSearch(spotter, names) { allowed.contains($0) }
    var masked = JSONDocument.object([])
    for member in event.searched {
      let name = String(decoding: member.name, as: UTF8.self)
      masked[name] = search.mask(member.value, at: name, named: member.name)
    }
    let isRead = searchFiles(of: event, &search)
    let stuck = spotter.takeGaveUp()
    guard stuck.isEmpty else {
      return denial(
        event,
        "leakage: a part of it was too much for \(stuck.joined(separator: ", ")), so it was not searched")
    }
    guard isRead || !agent.keepsResults else {
      return denial(
        event,
        "leakage: a file of the call is larger than \(AgentHook.fileLimit) bytes, so it was not searched")
    }
    guard !search.found.isEmpty else { return agent.consent(to: event) }
    let reason = AgentHook.reason(search.found, event.kind)
    if let prompt = masked["transformedPrompt"], agent == .copilot {
      return AgentAnswer(output: .object(["modifiedTransformedPrompt": prompt]))
    }
    guard event.kind == .result, let result = event.result,
      let value = masked[String(decoding: result.name, as: UTF8.self)]
    else { return agent.denial(of: event, reason) }
    return agent.replacement(for: event, with: value, reason)
  }

  /// A result that was not searched is withheld, all of its texts; a call is stopped.
  private func denial(_ event: AgentEvent, _ reason: String) -> AgentAnswer {
    guard event.kind == .result, let result = event.result else { return agent.denial(of: event, reason) }
    return agent.replacement(for: event, with: AgentHook.withheld(result.value), reason)
  }

  private static func withheld(_ value: JSONDocument) -> JSONDocument {
    switch value {
    case .null, .bool, .number: value
    case .string: .text("[withheld: it could not be searched for secrets]")
    case .array(let elements): .array(elements.map(withheld))
    case .object(let members): .object(members.map { .init(name: $0.name, value: withheld($0.value)) })
    }
  }

  /// False when a file is too large to be searched.
  private func searchFiles(of event: AgentEvent, _ search: inout PayloadSearch) -> Bool {
    var isRead = true
    for file in NamedFiles(event, home: home).files {
      switch BoundedRead.file(file.path, limit: AgentHook.fileLimit) {
      case .bytes(let bytes): search.search(file: bytes, named: file.shown, lines: file.lines)
      case .tooLarge: isRead = false
      case .none: break
      }
    }
    return isRead
  }

  /// Read by a person or by the model: names secrets and places, never a value.
  static func reason(_ found: [PayloadFinding], _ kind: AgentEvent.Kind) -> String {
    let most = 5
    var seen: Set<String> = []
    let sentences = found.map(\.sentence).filter { seen.insert($0).inserted }
    var lines = ["leakage found \(sentences.count == 1 ? "a secret" : "\(sentences.count) secrets"):"]
    lines += sentences.prefix(most).map { "- " + $0 }
    if sentences.count > most { lines.append("- and \(sentences.count - most) more") }
    switch kind {
    case .prompt:
      lines.append("Take it out of the prompt: name the variable or the file that has it, not its value.")
    case .call, .other:
      lines.append(
        "The call was stopped. Use it through a variable or a tool that reads it, without showing its value.")
    case .result: lines.append("It was masked. Do not try to read it another way.")
    }
    let ids = Set(found.map(\.fingerprint)).sorted().prefix(most).map { "\($0)" }
    lines.append(
      "If it is no secret, a person can allow it in the hook's ignore file: \(ids.joined(separator: ", "))")
    return lines.joined(separator: "\n")
  }
}

/// Fingerprints of an ignore file that have not expired.
struct AllowedSecrets {
  private let fingerprints: Set<Fingerprint>

  init(_ file: IgnoreFile, now: Timestamp) {
    fingerprints = Set(
      file.rules.compactMap { rule in
        guard case .fingerprint(let fingerprint) = rule.subject, !rule.isExpired(at: now) else { return nil }
        return fingerprint
      })
  }

  func contains(_ spot: SecretSpot) -> Bool { fingerprints.contains(spot.fingerprint) }
}

/// Names of files in messages.
enum Escaping {
  /// Without control characters, and not longer than a line.
  static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
