/// What a file is for, and so who reads what it holds. Told by its path, and where that leaves it open by a few
/// words of its content. `SurfaceTable` holds the rules.
package enum Surface: String, Codable, Sendable, CaseIterable, Comparable {
  /// Servers that a coding agent starts or calls, with their environment and headers.
  case mcpConfig = "mcp-config"
  /// What a coding agent may do, its hooks and its environment.
  case agentSettings = "agent-settings"
  /// Instructions that go to the model on every turn.
  case agentRules = "agent-rules"
  /// Text that is sent to a model when it is used.
  case prompt
  /// What an agent and its user said and ran.
  case agentTranscript = "agent-transcript"
  case ciWorkflow = "ci-workflow"
  case containerImageDefinition = "container-image-definition"
  /// The results of a notebook's cells.
  case notebookOutput = "notebook-output"
  case notebook
  case compose, kubernetes
  /// Infrastructure as code: definitions, variables and state.
  case iac
  case envFile = "env-file"
  case shellHistory = "shell-history"
  case packageManagerConfig = "package-manager-config"
  /// A file whose only purpose is to hold a credential: keys, `.netrc`, kubeconfig.
  case credentialFile = "credential-file"
  /// Recorded or prepared requests: HAR, Postman, `.http`.
  case httpCollection = "http-collection"
  case databaseDump = "database-dump"
  case log, test, documentation, configuration, source
  /// Nothing more is known of it.
  case other

  /// Why a secret here is worse than elsewhere; nil where it is not.
  package var audience: String? {
    switch self {
    case .mcpConfig, .agentSettings, .agentRules, .prompt, .agentTranscript: "which a model reads"
    case .ciWorkflow: "which every job and its log can print"
    case .containerImageDefinition: "which stays in every image made from it"
    case .notebookOutput: "which is published with the notebook"
    case .notebook, .compose, .kubernetes, .iac, .envFile, .shellHistory, .packageManagerConfig,
      .credentialFile,
      .httpCollection, .databaseDump, .log, .test, .documentation, .configuration, .source, .other:
      nil
    }
  }

  /// The order of the cases: what a model or the public reads comes first.
  package static func < (left: Surface, right: Surface) -> Bool { left.rank < right.rank }

  private var rank: Int { Surface.allCases.firstIndex(of: self) ?? 0 }
}

/// Words in a text that tell what it is where its path does not.
package struct ContentMarks: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Declares MCP servers.
  package static let mcpServers = ContentMarks(rawValue: 1)
  /// A manifest: `apiVersion` and `kind`.
  package static let kubernetes = ContentMarks(rawValue: 2)
  /// A collection of requests.
  package static let httpCollection = ContentMarks(rawValue: 4)
  /// Lines of an agent's session.
  package static let transcript = ContentMarks(rawValue: 8)
  package static let databaseDump = ContentMarks(rawValue: 16)
  /// The place lies in a notebook's results.
  package static let notebookOutput = ContentMarks(rawValue: 32)
}
