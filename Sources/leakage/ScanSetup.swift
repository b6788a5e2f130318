internal import Detectors
internal import Findings
internal import Scanning

/// A scan that is ready to run: the command line and the files that steer it, read and checked.
struct ScanSetup {
  var request: ScanRequest
  let catalog: DetectorCatalog
  let policy: ScanPolicy
  /// What the configuration says of probes.
  let probing: Configuration.Probing

  init(
    arguments: [String], scope: ScopeOptions, engine: EngineOptions, baseline: Baseline?, key: FingerprintKey
  ) throws(CommandFailure) {
    request = try ScanRequest(arguments: arguments, scope: scope, engine: engine, key: key, clock: .current)
    let settings = try ScanSettings(engine, for: request)
    request.obey(settings.configuration, unless: engine)
    catalog = try settings.catalog(adding: engine.detectorPaths)
    probing = settings.configuration.probing
    policy = ScanPolicy(settings, baseline: baseline, key: key)
  }

  /// The report, judged by what does not count.
  func run(showsProgress: Bool) async -> Report {
    let session = ScanSession(catalog: catalog, request: request, showsProgress: showsProgress)
    return policy.applied(to: await session.run())
  }
}
