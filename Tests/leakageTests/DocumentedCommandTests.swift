import Foundation
import Testing

/// What the documents show is run, and ends as the golden file says; `RECORD_GOLDEN=1` writes that anew.
struct DocumentedCommandTests {
  /// Calls that are not run here, and why.
  private static let left: [(part: String, reason: String)] = [
    ("github:my-organisation", "asks a forge; AuditForgeTests runs it against a server of its own"),
    (
      "--i-own-these",
      "asks providers; ProbeProgramTests and AWSProbeTests run it against servers of their own"
    ),
  ]

  /// Calls that are refused here, and why.
  private static let refused: [(line: String, reason: String)] = [
    ("leakage probe --run", "wants consent, and there is no terminal to ask at"),
    ("leakage probe --run report.json", "wants consent, and there is no terminal to ask at"),
  ]

  private static let golden = DocumentedCommand.root.appending(
    path: "testdata/golden/documented-commands.txt")

  @Test func `every documented command runs and ends as it is told`() async throws {
    let commands = try DocumentedCommand.all()
    let run = commands.filter { command in !Self.left.contains { command.line.contains($0.part) } }
    let scene = try DocumentedScene()
    var lines = commands.filter { !run.contains($0) }.map { "not run  \($0.line)" }
    lines += try await Self.results(of: run, in: scene)
    let text = lines.sorted().joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: Self.golden, atomically: true, encoding: .utf8)
    }
    let expected = Set(
      try String(contentsOf: Self.golden, encoding: .utf8).split(separator: "\n").map(String.init))
    #expect(Set(lines).subtracting(expected) == [], "ends otherwise; record it if that is meant")
    #expect(expected.subtracting(lines) == [], "is shown no more; record it if that is meant")
  }

  private static func results(of commands: [DocumentedCommand], in scene: DocumentedScene) async throws
    -> [String]
  {
    try await withThrowingTaskGroup(of: String.self) { group in
      var (lines, waiting) = ([String](), commands[...])
      for command in waiting.prefix(3) { group.addTask { try result(of: command.line, in: scene) } }
      waiting = waiting.dropFirst(3)
      while let line = try await group.next() {
        lines.append(line)
        if let command = waiting.popFirst() { group.addTask { try result(of: command.line, in: scene) } }
      }
      return lines
    }
  }

  /// The status as the golden file has it. What cannot be asked for in this way at all is no example.
  private static func result(of line: String, in scene: DocumentedScene) throws -> String {
    let result = try scene.run(line)
    let isRefused = refused.contains { $0.line == line }
    #expect([0, 1, 5].contains(result.status) != isRefused, "\(line): \(result.status): \(result.error)")
    #expect(
      result.error.split(separator: "\n").contains { $0.hasPrefix("error:") || $0.hasPrefix("Error:") }
        == isRefused,
      "\(line): \(result.error)")
    return "status \(result.status)  \(line)"
  }

  @Test func `what is left out or refused is still shown`() throws {
    let lines = try DocumentedCommand.all().map(\.line)
    #expect(lines.count > 100)
    for (part, reason) in Self.left { #expect(lines.contains { $0.contains(part) }, "\(part): \(reason)") }
    for (line, reason) in Self.refused { #expect(lines.contains(line), "\(line): \(reason)") }
  }
}
