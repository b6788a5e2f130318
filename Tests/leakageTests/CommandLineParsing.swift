import ArgumentParser
import Findings
import Scanning

@testable import leakage

/// Parses a command line as the program does.
func parse<Command: ParsableCommand>(_ line: String, as type: Command.Type = Command.self) throws -> Command {
  let arguments = ShowSecrets.spelledOut(line.split(separator: " ").map(String.init))
  guard let command = try CommandChoice(Leakage.self).command(for: arguments) as? Command else {
    throw CommandFailure("not a \(type)")
  }
  return command
}

/// The request of a scan's command line; `existing` are the paths that exist.
func request(_ line: String, existing: Set<String> = ["."]) throws -> ScanRequest {
  let command = try parse("scan " + line, as: ScanCommand.self)
  return try ScanRequest(
    arguments: command.paths, scope: command.scope, engine: command.engine, key: FingerprintKey([1]),
    clock: Timestamp(seconds: 1_700_000_000), exists: { existing.contains($0) })
}

/// The output plan of a scan's command line.
func plan(
  _ line: String, stdoutIsTerminal: Bool = false, stderrIsTerminal: Bool = false,
  environment: [String: String] = [:]
) throws -> OutputPlan {
  try OutputPlan(
    parse("scan " + line, as: ScanCommand.self).output, stdout: Terminal(isTerminal: stdoutIsTerminal),
    stderr: Terminal(isTerminal: stderrIsTerminal), environment: ProcessEnvironment(environment))
}
