import Findings

/// What to use instead of a long-lived credential, and where its maker documents it.
struct Replacement: Sendable, Hashable {
  /// For whom: `GitHub Actions`, `workloads`, ….
  let place: String
  let text: String
  let reference: String?

  init(_ place: String, _ text: String, _ reference: String? = nil) {
    self.place = place
    self.text = text
    self.reference = reference
  }

  /// The best first: what fits the places that hold it, then what the provider offers, then what its detector
  /// says, then a broker. Empty for what is short-lived already. What has an end date, but may live for months, is
  /// replaced as what has none; only the advice to give it one falls away.
  static func all(for finding: Finding, detector: DetectorSummary?) -> [Replacement] {
    guard let detector, detector.lifetime != .ephemeral else { return [] }
    let venues = Venue.of(finding)
    // One value seldom serves both; where its detector and its provider say the same, once is enough.
    var options: [Replacement] = []
    for option in ReplacementTable.options(provider: detector.provider, detector: detector.id)
    where !options.contains(option) { options.append(option) }
    var result = options.filter { option in venues.contains { $0.rawValue == option.place } }
    result += options.filter { !result.contains($0) }
    if let text = detector.replacement, result.isEmpty {
      // Its reference documents the format, not the replacement: the page links it as what it is.
      result.append(Replacement("any place", text))
    }
    if venues.contains(.agent) { result.append(broker) }
    if result.isEmpty, detector.lifetime == .longLived { result.append(store) }
    return Array(result.prefix(4))
  }

  private static let broker = Replacement(
    "agents",
    "let a broker or an MCP gateway hold the key and add it to the request outside the model's reach",
    "https://modelcontextprotocol.io/specification/2025-06-18/basic/authorization")
  /// Where nobody offers a keyless way.
  private static let store = Replacement(
    "any place",
    "no keyless way is known: keep it in a secret store, scope it, give it an end date and rotate it",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html")
}

extension DetectorSummary {
  /// How to end one of its credentials. Where nobody says, it says so, and where to look.
  package var ending: String {
    guard let revoke else {
      let isNamed = !["generic", "unknown"].contains(provider.lowercased())
      return
        "no documented way is known: look \(isNamed ? "in \(provider)'s settings" : "at the service that issued it")"
    }
    let isCall = ["DELETE /", "POST /", "PUT /"].contains { revoke.hasPrefix($0) }
    return isCall ? "by its API: \(revoke)" : revoke
  }
}

/// Where a secret is used, as far as its places tell.
enum Venue: String {
  case actions = "GitHub Actions"
  case gitlab = "GitLab CI"
  case workload = "workloads"
  case terraform = "Terraform"
  case agent = "agents"
  case people = "people"

  static func of(_ finding: Finding) -> [Venue] {
    var result: [Venue] = []
    func add(_ venue: Venue) { if !result.contains(venue) { result.append(venue) } }
    for occurrence in finding.occurrences {
      let path = occurrence.path
      if path.contains(".github/workflows/") { add(.actions) }
      if path.hasSuffix(".gitlab-ci.yml") || path.contains("/.gitlab/ci/") { add(.gitlab) }
      if path.hasSuffix(".tf") || path.hasSuffix(".tfvars") || path.hasSuffix(".tfstate") { add(.terraform) }
    }
    for surface in finding.surfaces {
      switch surface {
      case .mcpConfig, .agentSettings, .agentRules, .prompt, .agentTranscript: add(.agent)
      case .kubernetes, .compose, .containerImageDefinition, .configuration, .source: add(.workload)
      case .envFile, .shellHistory, .credentialFile, .notebook, .notebookOutput: add(.people)
      default: break
      }
    }
    return result
  }
}
