internal import ArgumentParser
internal import Findings
internal import Scanning

/// The command line of a scan as the pipeline wants it.
struct ScanRequest {
  var paths: [String]
  var options: ScanOptions

  /// `clock` is the time when `--now` gives none; `exists` tells whether a path does.
  init(
    arguments: [String], scope: ScopeOptions, engine: EngineOptions, key: FingerprintKey,
    clock: Timestamp, exists: (String) -> Bool = FileSystem.exists
  ) throws(CommandFailure) {
    let (paths, range) = try RevisionRange.separate(arguments, exists: exists)
    try ScanRequest.check(scope, range: range, paths: paths)
    try ScanRequest.check(paths, exists: exists)
    self.paths = paths.isEmpty && !scope.stdin ? ["."] : paths
    options = ScanOptions(now: engine.now ?? clock, key: key, version: Version.text)
    options.apply(scope, range: range)
    options.apply(engine)
  }

  /// The settings of a file, where the command line says nothing.
  mutating func obey(_ configuration: Configuration, unless engine: EngineOptions) {
    if engine.maxSize == nil, let maxSize = configuration.maxSize { options.maxSize = maxSize }
    if engine.confidence == nil, let confidence = configuration.confidence {
      options.minConfidence = confidence
    }
    if engine.threads == nil { options.threads = configuration.threads }
  }

  private static func check(
    _ scope: ScopeOptions, range: String?, paths: [String]
  ) throws(CommandFailure) {
    let sources = scope.sources
    let history = scope.historyOptions + (range.map { [$0] } ?? [])
    if sources.count > 1 {
      throw CommandFailure(
        "\(sources[0]) and \(sources[1]) contradict each other", help: "run one scan for each")
    }
    if let source = sources.first, let other = history.first {
      throw CommandFailure(
        "\(source) reads no history, so \(other) means nothing with it", help: "drop one of them")
    }
    if range != nil, scope.sinceCommit != nil || !scope.branches.isEmpty {
      throw CommandFailure(
        "a range cannot be combined with --branch or --since-commit", help: "use the range alone")
    }
    if scope.stdin, let path = paths.first {
      throw CommandFailure("--stdin takes no path, but '\(path)' was given", help: "drop one of them")
    }
  }

  /// Where nothing can be scanned at all it is a mistyped command; one missing path among others is the
  /// scan's to report, so that a long list is still worked through.
  private static func check(_ paths: [String], exists: (String) -> Bool) throws(CommandFailure) {
    guard let first = paths.first, !paths.contains(where: exists) else { return }
    let commands = Leakage.configuration.subcommands.map { $0.configuration.commandName ?? "" }
    throw CommandFailure(
      "no such file or directory: '\(first)'",
      help: Suggestion.question(for: first, among: commands) ?? "name a repository, a folder or a range A..B")
  }
}

extension ScanOptions {
  fileprivate mutating func apply(_ scope: ScopeOptions, range: String?) {
    self.scope = scope.scope
    self.range = range
    branches = scope.branches
    sinceCommit = scope.sinceCommit
    sinceDate = scope.since
    includesUnreachable = scope.unreachable
    recursesSubmodules = scope.recurseSubmodules
  }

  fileprivate mutating func apply(_ engine: EngineOptions) {
    if let maxSize = engine.maxSize { self.maxSize = maxSize.bytes }
    threads = engine.threads
    if let confidence = engine.confidence { minConfidence = confidence }
    isExhaustive = engine.exhaustive
    isUntrusted = engine.untrusted
    archives = engine.archives.map { $0 ? .always : .never } ?? .automatic
  }
}
