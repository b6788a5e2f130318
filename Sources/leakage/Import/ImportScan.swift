internal import ArgumentParser
internal import Detectors
internal import Findings
internal import Migration
internal import Scanning

/// The scan that tells which secrets other tools' entries mean. The values stay in memory.
struct ImportScan {
  private var setup: ScanSetup
  private let catalog: DetectorCatalog
  private let vault = CredentialVault()
  private let path: String
  let keyID: String

  /// - Parameter baseline: The one that stands in the folder, whose key counts.
  init(path: String, migrated: Migrated, baseline: Baseline?) throws {
    let key = try KeyChoice.key(in: .current, baseline: baseline)
    self.path = path
    keyID = Fingerprinter(key: key).keyID
    setup = try ScanSetup(
      arguments: [path], scope: try ScopeOptions.parse([]),
      engine: try EngineOptions.parse(["--confidence", "low"]),
      baseline: nil, key: key)
    setup.request.options.vault = vault
    let disabled = Set(migrated.disabled.map(\.name))
    let used = DetectorCatalog(detectors: setup.catalog.detectors.filter { !disabled.contains($0.id) })
    catalog = migrated.detectors.isEmpty ? used : used.merging(try ImportPlan.catalog(of: migrated.detectors))
  }

  func run(_ claims: [Claim]) async throws -> (Resolution, Report) {
    let error = Terminal(.error)
    let session = ScanSession(
      catalog: catalog, request: setup.request, showsProgress: error.isTerminal && !error.isDumb)
    let report = await session.run()
    guard !report.diagnostics.contains(where: { $0.code == "interrupted" }) else {
      throw CommandFailure("interrupted: nothing was written", status: ExitStatus.incomplete)
    }
    let lines = RepositoryLines(path: path)
    let resolver = ClaimResolver(findings: report.findings, credential: vault.credential, line: lines.line)
    return (Resolution(claims, by: resolver, isWhole: report.seesEverything), report)
  }
}
