internal import ArgumentParser
internal import Findings
internal import Reporting
internal import Scanning

/// The search of one shard from the command line to the exit status.
struct ShardRun {
  let shard: Shard
  let paths: [String]
  let scope: ScopeOptions
  let engine: EngineOptions
  let output: OutputOptions

  func run() async throws {
    try check()
    let key = try KeyChoice.key(in: .current, baseline: nil)
    let setup = try ScanSetup(
      arguments: paths, scope: scope, engine: engine, baseline: nil, key: key)
    try PartScope.check(setup.request, "--shard")
    guard !setup.request.options.narrowsHistory else {
      throw CommandFailure(
        "a shard is a part of all objects: what narrows history means nothing with --shard",
        help: "give it to the scan that follows: leakage scan --hits FILE")
    }
    let plan = try OutputPlan(
      output, stdout: Terminal(.output), stderr: Terminal(.error), environment: .current)
    let document = try await search(setup, plan)
    let text = try document.line()
    if let file = output.output, file != "-" {
      try ReportFile(file).write(text)
    } else {
      try StandardStream.output.write(text)
    }
    for part in document.parts {
      if let lines = DiagnosticLines.text(of: part.diagnostics, isQuiet: plan.isQuiet) {
        StandardStream.error.line(lines)
      }
      if plan.isVerbose { StandardStream.error.line(ShardRun.counts(of: part, shard)) }
    }
    guard document.parts.allSatisfy(\.isComplete) else { throw ExitCode(ExitStatus.incomplete) }
  }

  private func check() throws(CommandFailure) {
    guard output.format == nil || output.format == .json || output.format == .jsonl, output.reports.isEmpty
    else {
      throw CommandFailure(
        "a shard is no report: it is written as JSON only",
        help: "drop -f and --report; once all shards are joined: leakage scan --hits FILE")
    }
  }

  private func search(_ setup: ScanSetup, _ plan: OutputPlan) async throws(CommandFailure) -> ShardDocument {
    let bar = plan.showsProgress ? ProgressBar(width: Terminal(.error).width) : nil
    let scan = ShardScan(catalog: setup.catalog, options: setup.request.options) { bar?.update($0) }
    let path = setup.request.paths[0]
    let task = Task { () async -> Result<ShardDocument, ShardError> in
      do throws(ShardError) {
        return .success(try await scan.run(path: path, shard: shard))
      } catch {
        return .failure(error)
      }
    }
    let interruption = Interruption(
      onFirst: { task.cancel() },
      onSecond: { number in
        bar?.finish()
        ProcessExit.abandon(with: 128 + number)
      })
    let result = await task.value
    interruption.end()
    bar?.finish()
    return try PartScope.converting(result)
  }

  private static func counts(of part: ShardPart, _ shard: Shard) -> String {
    "shard \(shard): \(part.statistics.objects) objects, \(part.statistics.blobBytes) bytes, "
      + "\(part.statistics.matchedBytes) matched, \(part.holding.count) objects that may hold something"
  }
}

/// What a scan that is split over machines may be asked for.
enum PartScope {
  static func check(_ request: ScanRequest, _ option: String) throws(CommandFailure) {
    guard request.options.scope == .everything else {
      throw CommandFailure(
        "\(option) reads the objects of a repository: another source means nothing with it")
    }
    guard request.paths.count == 1 else {
      throw CommandFailure("\(option) takes one repository", help: "run one scan for each")
    }
    guard !request.options.recursesSubmodules else {
      throw CommandFailure(
        "\(option) and --recurse-submodules contradict each other", help: "split each repository by itself")
    }
  }

  static func converting<Value>(_ result: Result<Value, ShardError>) throws(CommandFailure) -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let error):
      throw CommandFailure("\(error)", help: "shards are of a repository that can be opened")
    }
  }
}
