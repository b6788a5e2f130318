internal import ArgumentParser
internal import Findings
internal import Reporting

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Scan any number of repositories, each as far as it has changed since the last audit, and tell ages.",
    discussion: """
      A target is a clone, a bare repository, a folder of them, an address to clone, or an organisation of a forge. \
      All history is scanned, and no file of an audited repository is obeyed. What was scanned is remembered: the \
      next audit reads only what is new, and one that was stopped goes on where it was. The same secret in several \
      repositories is one finding, exposed since the earliest of them. Nothing is sent but to the forges that are \
      named, and to providers with --probe.

      EXAMPLES:
        leakage audit ~/src                               every repository below a folder
        leakage audit github:my-organisation -o age.html  everything that an organisation has
        leakage audit - < addresses.txt                   a list of addresses or paths
        leakage audit ~/mirrors --fail-on live+head       fail on what works and is still in place
        leakage audit ~/mirrors -f json --log audit.jsonl  for a nightly job
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Repositories, folders, addresses, github:ORG, gitlab:GROUP, gitea:HOST/ORG, bitbucket:WORKSPACE; '-' reads a list.",
      valueName: "target"),
    completion: .directory)
  var targets: [String]

  @OptionGroup(title: "Sources") var sources: SourceOptions
  @OptionGroup(title: "Search") var options: AuditOptions
  @OptionGroup(title: "Figures") var figures: FigureOptions
  @OptionGroup(title: "Policy") var policy: ReportPolicyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Probing") var probing: ProbingOptions

  @Flag(help: "Ask the providers which of the credentials found still work, each once. See 'leakage probe'.")
  var probe = false

  func run() async throws {
    let audit = AuditRun(
      options: options,
      sources: AuditSources(
        arguments: targets, options: sources, rules: probing.rules, environment: .current),
      figures: figures, policy: policy,
      output: output, probing: probe ? probing : nil, ledger: probing.ledger)
    try await audit.run()
  }
}
