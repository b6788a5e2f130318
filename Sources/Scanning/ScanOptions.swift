package import Detectors
package import Findings

/// What to scan and how. The defaults scan everything that a repository holds.
package struct ScanOptions: Sendable {
  /// Which part of a target is read.
  package enum Scope: Sendable, Hashable {
    /// All of a repository, or all files where the path is no repository.
    case everything
    /// Only what the index adds to HEAD.
    case staged
    /// Only the work tree's changed and untracked files.
    case workTree
    /// Files below a directory, without looking for a repository.
    case files
    /// One text.
    case standardInput
  }

  package var scope = Scope.everything
  /// Also objects that no ref leads to.
  package var includesUnreachable = false
  /// Only commits reachable from these refs or revisions; empty for all.
  package var branches: [String] = []
  /// Only commits not reachable from this revision.
  package var sinceCommit: String?
  /// Only commits that none of these revisions lead to.
  package var excluded: [String] = []
  /// `A..B`: commits reachable from B and not from A.
  package var range: String?
  /// Only commits with a committer date on or after it.
  package var sinceDate: Timestamp?
  package var recursesSubmodules = false
  /// Object folders that are read beside the repository's own: the quarantine of a push.
  package var objectFolders: [String] = []
  /// Stands in for the repository's own index; for `staged`.
  package var indexFile: String?
  /// Blobs and files over this many bytes are counted, named and not searched.
  package var maxSize = 64 << 20
  /// Worker threads; nil for one per core.
  package var threads: Int?
  /// Objects that need no search; nil where all are searched.
  package var known: KnownObjects?
  /// Filled with what the scan learns of the objects of its repository; nil where nobody wants to know.
  package var memory: ScanMemory?
  /// Search no other objects than this shard's; for `ShardScan`.
  package var shard: Shard?
  /// What shards told of the repository, where `known` leaves what they named.
  package var searched: ShardDocument?
  /// Leave out the index and the work tree.
  package var isHistoryOnly = false
  /// Match every byte of every blob instead of the novel bytes of each delta.
  package var isExhaustive = false
  /// Obey no file of the scanned repository (`.leakage.toml`, `.leakageignore`, inline comments).
  package var isUntrusted = false
  /// Which archives are opened.
  package enum Archives: Sendable, Hashable {
    /// What a target is itself, and those among a folder's files.
    case automatic
    /// Also those in a repository's history, index and work tree.
    case always
    case never
  }
  package var archives = Archives.automatic
  /// Also check posture: of HEAD's files, for `everything` of a repository; what it brings about, for a `range`.
  package var checksPosture = false
  /// Posture is all that is asked for: what of it could not be checked makes the report incomplete.
  package var isPostureOnly = false
  /// Findings that are less sure are counted only.
  package var minConfidence = Finding.Confidence.medium
  /// Fill `Finding.revealed`.
  package var revealsSecrets = false
  /// Takes the values themselves, where probes are to follow; nil for everybody else.
  package var vault: CredentialVault?
  /// Filled with what every detector cost; nil measures nothing.
  package var timings: DetectorTimings?
  /// The time that ages are counted to.
  package var now: Timestamp
  package var key: FingerprintKey
  /// Program version for the report.
  package var version: String

  package init(now: Timestamp, key: FingerprintKey, version: String) {
    self.now = now
    self.key = key
    self.version = version
  }
}

/// The key of the fingerprints' HMAC. Never printed.
package struct FingerprintKey: Sendable {
  package let bytes: [UInt8]
  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
}

/// How far a scan is; called from any thread, some ten times a second.
package struct ScanProgress: Sendable {
  package enum Phase: String, Sendable {
    case reading = "reading objects"
    case attributing = "dating findings"
    case workTree = "reading work tree"
  }
  package var phase: Phase
  package var target: String
  package var objectsDone: Int
  package var objectsTotal: Int
  package var bytesDone: Int64
  package var secretsFound: Int
}
