internal import ArgumentParser

struct CICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ci",
    abstract: "Scan what a CI job is about: the commits of its push or pull request.",
    discussion: """
      Finds out from the variables of GitHub Actions, GitLab CI, CircleCI, Buildkite, Azure Pipelines, Bitbucket \
      Pipelines or Jenkins which commits are new, and says so; elsewhere they are those that the default branch has \
      not. Old leaks fail nothing unless --all asks for them. Writes SARIF and what the service shows: annotations, a \
      summary, its own reports. The baseline at the usual place (.leakage-baseline.json) is obeyed. What those commits \
      change about posture is told as well (see 'leakage posture'), and fails nothing unless --fail-on names it.

      Exit status 3 when the clone is too shallow to see those commits, with the line that mends it.

      EXAMPLES:
        leakage ci
        leakage ci --base origin/release
        leakage ci --all --fail-on live,new
        leakage ci --fail-on 'any,posture+severity>=high'  fail by how keys are used, too
      """)

  @Argument(help: ArgumentHelp("The repository. (default: .)", valueName: "path"), completion: .directory)
  var path: String?

  @Option(
    help: ArgumentHelp("Take REV and its history for known, whatever the service says.", valueName: "rev"))
  var base: String?

  @Flag(help: "Scan all that the clone holds, whole history.")
  var all = false

  @Option(help: ArgumentHelp("Where the SARIF report goes.", valueName: "file"), completion: .file())
  var sarif = "leakage.sarif"

  @OptionGroup(title: "Search") var engine: EngineOptions
  @OptionGroup(title: "Policy") var policy: PolicyOptions
  @OptionGroup(title: "Posture") var posture: PostureOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    // A pipeline's value that is empty is passed as an empty word.
    let base = base.flatMap { $0.isEmpty ? nil : $0 }
    guard base == nil || !all else {
      throw CommandFailure("--all and --base contradict each other", help: "drop one of them")
    }
    let run = CIRun(
      path: path ?? ".", base: base, isWhole: all, sarif: sarif, engine: engine, policy: policy,
      posture: posture, output: output)
    try await run.run()
  }
}
