internal import Detectors
internal import Findings
internal import Posture
internal import Scanning

/// A scan that is ready to run: the command line and the files that steer it, read and checked.
struct ScanSetup {
  var request: ScanRequest
  let catalog: DetectorCatalog
  private(set) var policy: ScanPolicy
  /// What the configuration says of probes.
  let probing: Configuration.Probing
  /// What the command line says of the policy.
  private let chosen: Policy?

  init(
    arguments: [String], scope: ScopeOptions, engine: EngineOptions, baseline: Baseline?, key: FingerprintKey,
    policy chosen: Policy? = nil
  ) throws(CommandFailure) {
    self.chosen = chosen
    request = try ScanRequest(arguments: arguments, scope: scope, engine: engine, key: key, clock: .current)
    let settings = try ScanSettings(engine, for: request)
    request.obey(settings.configuration, unless: engine)
    catalog = try settings.catalog(adding: engine.detectorPaths)
    probing = settings.configuration.probing
    policy = ScanPolicy(settings, baseline: baseline, key: key, policy: chosen)
  }

  /// Settles whether posture is checked. The policy of a scan that does not check it says nothing of it.
  mutating func check(posture isWanted: Bool) throws(CommandFailure) {
    request.options.checksPosture = isWanted
    try GateOptions.check(chosen, against: request.options)
    if !isWanted { policy.policy.posture = nil }
  }

  /// The report, judged by what does not count.
  func run(showsProgress: Bool) async -> Report {
    let session = ScanSession(catalog: catalog, request: request, showsProgress: showsProgress)
    return judge.applied(to: await session.run(), isPostureOnly: request.options.isPostureOnly)
  }

  /// The policy without entries that this run cannot tell needless: those of checks that it does not make, or of
  /// detectors that it does not search with.
  private var judge: ScanPolicy {
    var policy = policy
    if request.options.isPostureOnly {
      policy.ignoreRules = policy.ignoreRules.keeping(checks: PostureRules.ids)
    } else if !request.options.checksPosture {
      policy.ignoreRules = policy.ignoreRules.leavingOut(checks: PostureRules.ids)
    }
    return policy
  }
}
