import Foundation
import Testing

@testable import leakage

/// What only a process shows of `leakage redact`: statuses, and how long it holds what comes in.
struct RedactProgramTests {
  private let token: String

  init() throws { token = try RedactionSample.github(3) }

  private func run(_ arguments: [String], _ input: String, key: String? = nil) throws -> Program.Result {
    try Program.run(
      ["redact"] + arguments, in: "/tmp", input: input, environment: key.map { ["LEAKAGE_KEY": $0] } ?? [:])
  }

  @Test func `statuses tell what happened`() throws {
    #expect(try run([], "").status == 0)
    #expect(try run([], "a \(token)").status == 0)
    #expect(try run(["--exit-code", "7"], "a \(token)").status == 7)
    #expect(try run(["--exit-code", "7"], "a").status == 0)
    for wrong in [
      ["--confidence", "sure"], ["--max-delay", "-1"], ["--exit-code", "900"], ["--detectors", "gone.toml"],
      ["file"],
    ] {
      #expect(try run(wrong, "").status == 2, "\(wrong)")
    }
  }

  @Test func `a key of the user's gives the same placeholders in all runs, none gives others`() throws {
    let key = String(repeating: "0123456789abcdef", count: 2)
    #expect(try run([], token, key: key).output == run([], token, key: key).output)
    #expect(try run([], token).output != run([], token).output)
    #expect(try !run([], token).output.contains(token.dropFirst(4).prefix(8)))
  }

  @Test func `a surer level masks less`() throws {
    let text = "password = \"\(try RedactionSample.token("{alnum:20}"))\"\nTOKEN=\(token)\n"
    #expect(try run(["--confidence", "certain"], text).output.matches(of: /redacted:/).count == 1)
    #expect(try run([], text).output.matches(of: /redacted:/).count == 2)
  }

  @Test(.timeLimit(.minutes(45))) func `lines come out when they end, and prompts after a moment`() throws {
    let process = Process()
    let (stdin, stdout) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["redact", "--max-delay", "50"]
    process.standardInput = stdin
    process.standardOutput = stdout
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data("first\nTOKEN=\(token)\n".utf8))
    var seen = ""
    while !seen.contains("]\n") {
      seen += String(decoding: stdout.fileHandleForReading.availableData, as: UTF8.self)
    }
    #expect(seen.hasPrefix("first\nTOKEN=[redacted:ghp_:"))
    try stdin.fileHandleForWriting.write(contentsOf: Data("Continue? ghp_".utf8))
    seen = ""
    while !seen.hasSuffix(" ") {
      seen += String(decoding: stdout.fileHandleForReading.availableData, as: UTF8.self)
    }
    #expect(seen == "Continue? ")
    try stdin.fileHandleForWriting.write(contentsOf: Data(token.dropFirst(4).utf8))
    try stdin.fileHandleForWriting.close()
    let rest = String(decoding: try stdout.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(rest.firstMatch(of: /^\[redacted:ghp_:[0-9a-f]{8}\]$/) != nil, "\(rest.count) bytes")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
