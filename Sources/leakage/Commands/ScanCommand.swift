internal import ArgumentParser

struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Scan repositories, folders or a text for leaked credentials. The default command.",
    discussion: """
      Everything that a repository holds is scanned: all that any ref leads to, reflogs, the index, changed and \
      untracked files of the work tree, and the messages of commits and tags. A path that is no repository has \
      its files scanned, and archives among them are opened. A zip, a tar and their like, a container image \
      ('docker save', or an OCI layout) and a git bundle are told by their content.

      EXAMPLES:
        leakage scan                                the repository here
        leakage scan main..HEAD                     the commits of a branch
        leakage scan --staged                       what the next commit adds
        leakage scan --since 2024-01-01 -f json     new history only, as JSON
        leakage scan --report out.sarif repos/*     many at once, text and SARIF
        leakage scan image.tar app.jar              an image layer by layer, an archive
        leakage scan --untrusted --baseline known.json vendor/lib
        git log -p -1 | leakage scan --stdin        a text
        leakage scan --probe --i-own-these          and ask which still work
        leakage scan --fail-on 'any,posture+severity>=high'  fail by how keys are used, too
        leakage scan --shard 1/8 -o part-1.json     an eighth of a monster; see docs/shards.md
        leakage scan --hits merged.jsonl            the report, once all eighths are joined
      """
  ).below("leakage")

  @Argument(
    help: ArgumentHelp(
      "Repositories, folders, archives or images, and at most one range A..B. (default: .)", valueName: "path"
    ),
    completion: .directory)
  var paths: [String] = []

  @OptionGroup(title: "Scope") var scope: ScopeOptions
  @OptionGroup(title: "Search") var engine: EngineOptions
  @OptionGroup(title: "Many machines") var part: PartOptions
  @OptionGroup(title: "Policy") var policy: PolicyOptions
  @OptionGroup(title: "Posture") var posture: PostureOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @OptionGroup(title: "Probing") var probing: ProbingOptions

  @Flag(help: "Ask the providers which of the credentials found still work. See 'leakage probe'.")
  var probe = false

  func run() async throws {
    guard !probe || !scope.stdin else {
      throw CommandFailure(
        "--stdin cannot be probed: what comes through a pipe may be anybody's",
        help: "name a path, or drop --probe")
    }
    if let shard = part.shard {
      guard !probe, policy.baseline == nil, part.hits == nil else {
        throw CommandFailure(
          "a shard tells no secrets apart: --probe, --baseline and --hits mean nothing with --shard",
          help: "give them to the scan that follows: leakage scan --hits FILE")
      }
      let run = ShardRun(shard: shard, paths: paths, scope: scope, engine: engine, output: output)
      return try await run.run()
    }
    var scan = ScanRun(
      paths: paths, scope: scope, engine: engine, policy: policy, output: output, probing: probing,
      mode: probe ? .send : .ledgerOnly, posture: posture)
    scan.hits = part.hits
    try await scan.run()
  }
}
