internal import Findings

/// Holds files against the rules of posture. It reads nothing itself.
package struct PostureChecker: Sendable {
  private let surroundings: PostureSurroundings
  /// The files are committed, and not only lying in a folder.
  private let areCommitted: Bool
  private static let issueLimit = 200

  package init(_ surroundings: PostureSurroundings, areCommitted: Bool = true) {
    self.surroundings = surroundings
    self.areCommitted = areCommitted
  }

  /// The first look at a path, for every file of a repository.
  package static func mayMatter(_ path: [UInt8]) -> Bool { PathInterest.mayMatter(path) }

  /// A file that is meant to hold variables.
  package static func isEnvFile(_ path: String) -> Bool {
    FileKind.isEnvFile((path.split(separator: "/").last ?? "").lowercased())
  }

  /// Whether a file is worth reading, by its path alone.
  package func wants(_ path: String) -> Bool {
    if FileKind.isProgram(path), !isOfServer(path) { return false }
    let kinds = FileKind.kinds(of: path)
    return !kinds.isEmpty && (kinds != [.source] || isOfServer(path))
  }

  /// Whether the check of a file wants to know where detectors find secrets in it.
  package static func asksForSecrets(_ path: String) -> Bool {
    !FileKind.kinds(of: path).isDisjoint(with: [.agentRules, .transcript, .agentSettings])
  }

  /// Never throws: what could not be checked is told as the outcome's problem.
  package func check(_ file: PostureFile) -> PostureOutcome {
    var outcome = PostureOutcome()
    let kinds = FileKind.kinds(of: file.path)
    for kind in FileKind.allCases where kinds.contains(kind) {
      do throws(UnreadableDocument) {
        outcome.issues += try drafts(kind, file).map { $0.issue(at: file.path) }
      } catch {
        if error.reason == .limit || !kind.isGuess { outcome.problem = outcome.problem ?? error }
      }
    }
    if MadeUpPath.matches(file.path) { outcome.issues = outcome.issues.map(PostureChecker.inExample) }
    var seen: Set<PostureIssue> = []
    outcome.issues = outcome.issues.filter { seen.insert($0).inserted }.prefix(PostureChecker.issueLimit).map(
      \.self)
    return outcome
  }

  private func drafts(_ kind: FileKind, _ file: PostureFile) throws(UnreadableDocument) -> [Draft] {
    switch kind {
    case .workflow, .action: return try WorkflowCheck(file.bytes).drafts
    case .gitlabPipeline: return try GitLabCheck(file.bytes).drafts
    case .mcpConfig: return try MCPCheck(file, surroundings).drafts
    case .agentSettings: return try AgentSettingsCheck(file, surroundings).drafts
    case .agentSettingsLocal: return areCommitted ? [Draft(PostureRules.localSettings)] : []
    case .agentCredentials:
      return areCommitted && !file.bytes.isEmpty ? [Draft(PostureRules.agentCredentials)] : []
    case .agentRules: return PromptCheck(file).drafts
    case .transcript: return areCommitted ? TranscriptCheck(file).drafts : []
    case .envFile: return areCommitted ? try EnvFileCheck(file).drafts : []
    case .dockerfile: return try DockerfileCheck(file, surroundings).drafts
    case .compose: return try ComposeCheck(file.bytes).drafts
    case .kubernetes: return try KubernetesCheck(file.bytes).drafts
    case .terraformState: return areCommitted ? TerraformStateCheck(file.bytes).drafts : []
    case .source: return isOfServer(file.path) ? try PassthroughCheck(file).drafts : []
    }
  }

  private func isOfServer(_ path: String) -> Bool {
    if path.lowercased().split(separator: "/").contains(where: { $0.contains("mcp") }) { return true }
    return surroundings.serverFolders.contains { path.hasPrefix($0) }
  }

  /// What is made up for readers or tests is no door, but people copy it.
  private static func inExample(_ issue: PostureIssue) -> PostureIssue {
    let detail = [issue.detail, "in a test or an example"].compactMap(\.self).joined(separator: "; ")
    return PostureIssue(
      rule: issue.rule, severity: min(issue.severity, .low), path: issue.path, line: issue.line,
      key: issue.key,
      place: issue.place, detail: detail)
  }
}

extension FileKind {
  /// The path only suggests it: a file that cannot be parsed as such is another one, or a template.
  fileprivate var isGuess: Bool {
    switch self {
    case .kubernetes, .compose, .action, .source, .terraformState: true
    case .workflow, .gitlabPipeline, .mcpConfig, .agentSettings, .agentSettingsLocal, .agentCredentials,
      .agentRules,
      .transcript, .envFile,
      .dockerfile:
      false
    }
  }
}
