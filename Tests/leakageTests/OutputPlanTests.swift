import Reporting
import Testing

@testable import leakage

@Suite struct OutputPlanTests {
  @Test(arguments: [
    ("", Destination(.standardOutput, as: .text)),
    ("-f json", Destination(.standardOutput, as: .json)),
    ("-o out.sarif", Destination(.file("out.sarif"), as: .sarif)),
    ("-o out.jsonl", Destination(.file("out.jsonl"), as: .jsonl)),
    ("-o out.json -f text", Destination(.file("out.json"), as: .text)),
    ("-o sarif:results", Destination(.file("results"), as: .sarif)),
    ("-o -", Destination(.standardOutput, as: .text)),
    ("-o - -f sarif", Destination(.standardOutput, as: .sarif)),
  ])
  func `the main report goes where it is sent`(line: String, main: Destination) throws {
    #expect(try plan(line).main == main)
  }

  @Test func `more reports can be asked for`() throws {
    let plan = try plan("--report a.json --report b.sarif --report jsonl:c")
    #expect(plan.main == Destination(.standardOutput, as: .text))
    #expect(
      plan.reports == [
        Destination(.file("a.json"), as: .json), Destination(.file("b.sarif"), as: .sarif),
        Destination(.file("c"), as: .jsonl),
      ])
  }

  @Test(arguments: [
    "-o out.xyz", "--report out", "-o a.json --report a.json", "--report a.json --report json:a.json",
    "-v -q",
    "-f json --report json:-",
  ])
  func `unclear output is refused`(line: String) {
    #expect { try plan(line) } throws: { ($0 as? CommandFailure)?.status == 2 }
  }

  @Test func `secrets are shown on a terminal only, unless forced`() throws {
    #expect(try !plan("", stdoutIsTerminal: true).revealsSecrets)
    #expect(try plan("--show-secrets", stdoutIsTerminal: true).revealsSecrets)
    #expect(throws: CommandFailure.self) { try plan("--show-secrets") }
    #expect(try plan("--show-secrets=force").revealsSecrets)
  }

  @Test func `a path behind --show-secrets stays a path`() throws {
    let command = try parse("scan --show-secrets repo", as: ScanCommand.self)
    #expect(command.paths == ["repo"])
    #expect(ShowSecrets.spelledOut(["--", "--show-secrets=force"]) == ["--", "--show-secrets=force"])
  }

  @Test(arguments: [
    ("", true, [:], true), ("", false, [:], false), ("", true, ["NO_COLOR": "1"], false),
    ("", true, ["NO_COLOR": ""], true), ("", false, ["CLICOLOR_FORCE": "1"], true),
    ("", false, ["CLICOLOR_FORCE": "0"], false), ("", true, ["CLICOLOR": "0"], false),
    ("", false, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
    ("--color always", false, ["NO_COLOR": "1"], true),
    ("--color never", true, ["CLICOLOR_FORCE": "1"], false),
  ])
  func `colour follows flag, environment and terminal`(
    line: String, isTerminal: Bool, environment: [String: String], expected: Bool
  ) throws {
    let plan = try plan(line, stdoutIsTerminal: isTerminal, environment: environment)
    #expect(plan.style.color == expected)
    #expect(!plan.fileStyle.color)
  }

  @Test func `progress is drawn on a terminal only`() throws {
    #expect(try plan("", stderrIsTerminal: true).showsProgress)
    #expect(try !plan("", stderrIsTerminal: false).showsProgress)
    #expect(try !plan("--no-progress", stderrIsTerminal: true).showsProgress)
    #expect(try !plan("-q", stderrIsTerminal: true).showsProgress)
  }

  @Test(arguments: [("100", 100), ("", 80), ("abc", 80), ("3", 80), ("-5", 80)])
  func `COLUMNS is believed when it makes sense`(text: String, width: Int) {
    #expect((Terminal.columns(ProcessEnvironment(["COLUMNS": text])) ?? 80) == width)
  }
}
