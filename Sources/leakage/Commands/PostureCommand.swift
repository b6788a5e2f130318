internal import ArgumentParser

struct PostureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posture",
    abstract:
      "Check how credentials are used: long-lived keys where short-lived ones exist, and places where keys lie.",
    discussion: """
      Reads the files that HEAD has (of a folder that is no repository, its files) and tells, without any leaked value: \
      stored cloud keys in GitHub Actions and GitLab CI/CD where OIDC exists, keys written out in MCP configuration and \
      agents' settings, tokens in addresses, secrets in prompts, committed environment files and transcripts, keys in \
      images, Kubernetes Secrets in the clear, Terraform state. Each with a reason, the fix and where it is documented, \
      and since when history has it. A scan of a whole repository does the same; 'leakage ci' and a scan of a range tell what \
      their commits bring about.

      An issue is put aside as a finding is: by 'leakage:allow' on its line, or in .leakageignore by its path with \
      'detector=' and the check's id.

      EXAMPLES:
        leakage posture                                the repository here
        leakage posture ~/src/api -f sarif -o posture.sarif
        leakage posture --fail-on 'severity>=high'     for a CI job
        leakage posture --fail-on 'age>90d+severity>=medium,terraform-state-committed'
        leakage posture --baseline .leakage-baseline.json  what is new since 'leakage baseline create'
        leakage scan --fail-on 'any,posture+severity>=high'  fail a scan by it, too
      """)

  @Argument(
    help: ArgumentHelp("Repositories or folders. (default: .)", valueName: "path"), completion: .directory)
  var paths: [String] = []

  @OptionGroup(title: "Search") var search: PostureSearchOptions
  @OptionGroup(title: "Policy") var gate: PostureGateOptions
  @OptionGroup(title: "Output") var output: PostureOutputOptions

  func run() async throws {
    try await PostureRun(paths: paths, search: search, gate: gate, output: output).run()
  }
}
