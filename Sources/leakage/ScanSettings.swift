internal import Detectors
internal import Findings
internal import Scanning

/// What the files that steer a scan say: those that the command line names, else those at the root of one's
/// own work tree. They are read before anything is scanned, and a bad one ends the run.
struct ScanSettings {
  var configuration = Configuration()
  var ignoreFile = IgnoreFile()
  /// The command line names it.
  private var isConfigurationNamed = false
  /// What messages call the configuration.
  private var configurationName = Configuration.defaultName
  /// The folder that the configuration's paths are relative to, with a trailing slash or empty.
  private var configurationFolder = ""

  init(_ engine: EngineOptions, for request: ScanRequest) throws(CommandFailure) {
    let root = ScanSettings.workTree(of: request)
    try readConfiguration(engine.config, root: root)
    try readIgnoreFile(engine.ignoreFile, root: root)
  }

  /// The work tree whose files are obeyed: the one that is scanned, and no more than one. In a list of
  /// repositories none may speak for the others.
  private static func workTree(of request: ScanRequest) -> String? {
    guard !request.options.isUntrusted, request.paths.count == 1, let path = request.paths.first else {
      return nil
    }
    switch request.options.scope {
    case .everything, .staged, .workTree: return WorkTree.root(of: path)
    case .files, .standardInput: return nil
    }
  }

  private mutating func readConfiguration(_ file: String?, root: String?) throws(CommandFailure) {
    if let file {
      try ScanSettings.requireFile(file, "configuration")
      isConfigurationNamed = true
      configurationName = file
      configurationFolder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
      configuration = try CommandFailure.converting { () throws(SettingsError) in
        try Configuration.read(at: file)
      }
    } else if let root {
      configurationFolder = root
      configuration = try CommandFailure.converting { () throws(SettingsError) in
        try Configuration.read(inWorkTree: root)
      }
    }
  }

  private mutating func readIgnoreFile(_ file: String?, root: String?) throws(CommandFailure) {
    if let file { try ScanSettings.requireFile(file, "ignore file") }
    ignoreFile = try CommandFailure.converting { () throws(SettingsError) in
      if let file { return try IgnoreFile.read(at: file) }
      return try root.map { root throws(SettingsError) in try IgnoreFile.read(inWorkTree: root) }
        ?? IgnoreFile()
    }
  }

  private static func requireFile(_ path: String, _ kind: String) throws(CommandFailure) {
    guard FileSystem.leadsToFile(path) else { throw CommandFailure("no such \(kind): '\(path)'") }
  }
}

extension ScanSettings {
  /// Everything that hides findings.
  var ignoreRules: IgnoreFile { ignoreFile.adding(configuration.ignoreRules) }

  /// The embedded detectors, then the configuration's, then the command line's; without those that the
  /// configuration leaves out.
  func catalog(adding paths: [String]) throws(CommandFailure) -> DetectorCatalog {
    let own = configuration.detectorPaths.map { $0.hasPrefix("/") ? $0 : configurationFolder + $0 }
    // What a work tree brings along is searched for, but it sends nothing anywhere: its author may be a stranger.
    let found = try CatalogLoading.catalog(adding: own)
    let trusted =
      own.isEmpty || isConfigurationNamed
      ? found : found.withProbes(of: try CatalogLoading.catalog(adding: []))
    let all = try CatalogLoading.catalog(trusted, adding: paths)
    if let rotation = configuration.rotation { try check(rotation, with: all) }
    return try CatalogLoading.selection(configuration.detectors, of: all, place: configurationName)
  }

  private func check(_ rotation: RotationLimits, with catalog: DetectorCatalog) throws(CommandFailure) {
    let known = catalog.detectors.map(\.id)
    if let unknown = rotation.detectors(missingFrom: known).first {
      throw CommandFailure(
        "\(configurationName): 'policy.rotation' names no lifetime class and no detector: '\(unknown)'",
        help: Suggestion.question(for: unknown, among: known) ?? "list them with: leakage detectors list")
    }
  }
}

extension CommandFailure {
  /// A file that cannot be used is a mistake in what was asked for.
  init(_ error: SettingsError, status: Int32 = ExitStatus.usage) {
    self.init("\(error)", help: error.help, status: status)
  }

  static func converting<Value>(
    status: Int32 = ExitStatus.usage, _ body: () throws(SettingsError) -> Value
  ) throws(CommandFailure) -> Value {
    do {
      return try body()
    } catch {
      throw CommandFailure(error, status: status)
    }
  }
}

extension RotationLimits {
  /// Names that are no detector's, in order.
  func detectors(missingFrom known: [String]) -> [String] {
    detectors.isEmpty ? [] : Set(detectors.keys).subtracting(known).sorted()
  }
}
