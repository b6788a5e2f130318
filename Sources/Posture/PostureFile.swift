package import Findings

/// A file as it is checked.
package struct PostureFile: Sendable {
  /// From the repository's root.
  package let path: String
  package let bytes: [UInt8]
  /// Lines (from 1) of the secrets that detectors find in it; asked for where `PostureChecker.asksForSecrets` says so.
  package let secretLines: [Int]

  package init(path: String, bytes: [UInt8], secretLines: [Int] = []) {
    self.path = path
    self.bytes = bytes
    self.secretLines = secretLines
  }
}

/// What of the other files matters to a check.
package struct PostureSurroundings: Sendable, Equatable {
  /// Paths of the environment files that are committed.
  package var envFiles: Set<String> = []
  /// Contents of `.dockerignore` files by path.
  package var dockerIgnores: [String: [UInt8]] = [:]
  /// Folders of programs that are MCP servers by what they depend on, with a trailing slash; empty for the root.
  package var serverFolders: Set<String> = []

  package init() {}
}

/// What a check says of one file.
package struct PostureOutcome: Sendable {
  package var issues: [PostureIssue] = []
  /// Why it could not be checked.
  package var problem: UnreadableDocument?
}
