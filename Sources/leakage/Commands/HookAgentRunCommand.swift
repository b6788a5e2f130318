internal import ArgumentParser
internal import Findings
internal import Scanning

struct HookAgentRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Answer one event of an agent: JSON on standard input, JSON on standard output. The default.",
    discussion: """
      EXAMPLES:
        leakage hook agent --for gemini < event.json
        leakage hook agent run --for codex --ignore-file ~/.config/leakage/allowed < event.json

      EXIT STATUS: 0 the answer is on standard output, 2 the event could not be searched and is to be stopped.
      """
  ).below("leakage hook agent")

  @OptionGroup var target: AgentOptions

  @Option(
    help: ArgumentHelp(
      "Stop what is of LEVEL and surer: low, medium, high or certain. (default: medium)", valueName: "level"))
  var confidence: Finding.Confidence?

  @Option(
    help: ArgumentHelp(
      "Let pass the fingerprints that FILE lists. An agent must not be able to write it.", valueName: "file"),
    completion: .file())
  var ignoreFile: String?

  @OptionGroup var catalog: CatalogOptions

  func run() throws {
    let input = BoundedRead.all(of: 0, limit: AgentHook.inputLimit)
    let answer: AgentAnswer
    do throws(CommandFailure) {
      answer = try hook().answer(to: input)
    } catch {
      // Agents take other statuses for no objection.
      answer = .refusal("leakage: \(error.message)")
    }
    if let output = answer.output {
      do throws(CommandFailure) {
        try StandardStream.output.write(String(decoding: output.compact, as: UTF8.self) + "\n")
      } catch {
        throw CommandFailure(error.message, status: AgentAnswer.blocked)
      }
    }
    if let error = answer.error { StandardStream.error.line(error) }
    if answer.status != 0 { throw ExitCode(answer.status) }
  }

  private func hook() throws(CommandFailure) -> AgentHook {
    let environment = ProcessEnvironment.current
    let key = FingerprintKey.resolve(variable: environment[FingerprintKey.environmentVariable])
    if let ignoreFile, !FileSystem.leadsToFile(ignoreFile) {
      throw CommandFailure("no such ignore file: '\(ignoreFile)'")
    }
    let ignored = try CommandFailure.converting { () throws(SettingsError) in
      try ignoreFile.map { path throws(SettingsError) in try IgnoreFile.read(at: path) } ?? IgnoreFile()
    }
    let detectors = try CatalogLoading.catalog(adding: catalog.detectorPaths)
    return AgentHook(
      agent: target.agent, spotter: SecretSpotter(detectors, least: confidence ?? .medium, key: key),
      names: PlaceholderNames(key: key), allowed: AllowedSecrets(ignored, now: .current),
      home: environment["HOME"])
  }
}
