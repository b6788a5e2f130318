/// Everything one run found and could not read. `docs/report.schema.json` is its JSON form.
package struct Report: Codable, Sendable {
  package static let schemaVersion = 1

  package var schemaVersion = Report.schemaVersion
  package var tool: Tool
  /// The time that ages are counted to (`--now`).
  package var generatedAt: Timestamp
  /// False when something could not be read: `diagnostics` says what.
  package var complete: Bool { diagnostics.allSatisfy { !$0.isIncomplete } }
  package var targets: [Target]
  /// Summaries of the detectors that `findings` name, sorted by id.
  package var detectors: [DetectorSummary]
  /// Sorted: worst verdict first, then oldest, then fingerprint.
  package var findings: [Finding]
  /// Practices that lead to leaks, worst first; empty also where nobody looked for them.
  package var posture: [PostureIssue] = []
  /// The rules that `posture` names, sorted by id.
  package var postureRules: [PostureRule] = []
  package var diagnostics: [Diagnostic]
  package var statistics: Statistics
  /// Whether it passes the policy; nil where none was applied.
  package var gate: GateResult?

  package struct Tool: Codable, Sendable, Hashable {
    package var name = "leakage"
    package var version: String
    /// How many detectors were used.
    package var detectors: Int
    /// First 16 hexadecimal digits of a SHA-256 over the catalogue.
    package var catalog: String

    package init(version: String, detectors: Int, catalog: String) {
      self.version = version
      self.detectors = detectors
      self.catalog = catalog
    }
  }

  package struct Target: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable {
      case repository, directory, standardInput
      /// A file that was opened: a zip, a tar and their like.
      case archive
      /// A container image.
      case image
    }
    package var kind: Kind
    package var path: String
    /// Address of `origin` (or the only remote) without credentials.
    package var remote: String?
    /// Object id of HEAD's commit; of an image its id.
    package var revision: String?
    /// Short name of the branch HEAD is on; of an image its first tag.
    package var branch: String?
    package var isShallow: Bool
    /// Object id of the oldest commit without parents, which tells one repository from another of the same path;
    /// nil where not all of history was read.
    package var root: String?
    /// The narrowing that was asked for, in words; nil for everything.
    package var scope: String?
    /// True where all files that HEAD (or the folder) has were checked for posture; nil where they were not.
    package var postureChecked: Bool?

    package init(
      kind: Kind, path: String, remote: String? = nil, revision: String? = nil, branch: String? = nil,
      isShallow: Bool = false, scope: String? = nil
    ) {
      self.kind = kind
      self.path = path
      self.remote = remote
      self.revision = revision
      self.branch = branch
      self.isShallow = isShallow
      self.scope = scope
    }
  }

  package init(
    tool: Tool, generatedAt: Timestamp, targets: [Target], detectors: [DetectorSummary],
    findings: [Finding], diagnostics: [Diagnostic], statistics: Statistics
  ) {
    self.tool = tool
    self.generatedAt = generatedAt
    self.targets = targets
    self.detectors = detectors
    self.findings = findings
    self.diagnostics = diagnostics
    self.statistics = statistics
  }
}

/// Counts of one run.
package struct Statistics: Codable, Sendable, Hashable {
  package var objects = 0
  package var blobs = 0
  /// Content bytes of the distinct blobs.
  package var blobBytes: Int64 = 0
  /// Bytes that went through the matcher; smaller than `blobBytes` where only novel bytes were matched.
  package var matchedBytes: Int64 = 0
  package var commits = 0
  package var trees = 0
  package var refs = 0
  package var files = 0
  /// Blobs and files over `--max-size`.
  package var skipped = 0
  package var suppressed = 0
  /// Findings of less confidence than was asked for: counted only.
  package var unsure = 0
  /// Wall seconds; nil when the report has to be deterministic.
  package var seconds: Double?

  package init() {}
}

/// Something the run could not do, or that its reader should know.
package struct Diagnostic: Codable, Sendable, Hashable {
  package enum Severity: String, Codable, Sendable { case error, warning, note }
  package let severity: Severity
  /// Stable word such as `object-corrupt`, `blob-missing`, `sha256-repository`, `file-skipped`.
  package let code: String
  package let message: String
  /// Path, object id or ref that it is about.
  package let place: String?
  /// A command or an action that mends it.
  package let help: String?
  /// True when content was left unread because of it: the report is then not complete.
  package let isIncomplete: Bool

  package init(
    severity: Severity, code: String, message: String, place: String? = nil, help: String? = nil,
    isIncomplete: Bool
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.help = help
    self.isIncomplete = isIncomplete
  }
}
