import Findings
import Scanning
import Testing

@testable import leakage

@Suite struct ScanOptionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let holds: @Sendable (ScanRequest) -> Bool

    var testDescription: String { line }

    init(_ line: String, _ holds: @escaping @Sendable (ScanRequest) -> Bool) {
      self.line = line
      self.holds = holds
    }
  }

  static let cases = [
    Case("") { $0.paths == ["."] && $0.options.scope == .everything },
    Case("repo") { $0.paths == ["repo"] },
    Case("repo other gone") { $0.paths == ["repo", "other", "gone"] },
    Case("main..HEAD") { $0.paths == ["."] && $0.options.range == "main..HEAD" },
    Case("main.. repo") { $0.paths == ["repo"] && $0.options.range == "main.." },
    Case("origin/main..topic/x") { $0.options.range == "origin/main..topic/x" },
    Case("odd..name") { $0.paths == ["odd..name"] && $0.options.range == nil },
    Case("repo ../gone") { $0.paths == ["repo", "../gone"] && $0.options.range == nil },
    Case("--branch a --branch b") { $0.options.branches == ["a", "b"] },
    Case("--branch a repo") { $0.options.branches == ["a"] && $0.paths == ["repo"] },
    Case("--since-commit HEAD~3") { $0.options.sinceCommit == "HEAD~3" },
    Case("--since 2024-02-29") { $0.options.sinceDate == Timestamp(year: 2024, month: 2, day: 29) },
    Case("--staged") { $0.options.scope == .staged },
    Case("--worktree") { $0.options.scope == .workTree },
    Case("--no-git repo") { $0.options.scope == .files && $0.paths == ["repo"] },
    Case("--stdin") { $0.options.scope == .standardInput && $0.paths.isEmpty },
    Case("--unreachable") { $0.options.includesUnreachable },
    Case("--recurse-submodules") { $0.options.recursesSubmodules },
    Case("") { $0.options.maxSize == 64 << 20 && $0.options.threads == nil },
    Case("--max-size 1MiB") { $0.options.maxSize == 1 << 20 },
    Case("--threads 3") { $0.options.threads == 3 },
    Case("--exhaustive --untrusted") { $0.options.isExhaustive && $0.options.isUntrusted },
    Case("--now 2026-01-01") { $0.options.now == Timestamp(year: 2026, month: 1, day: 1) },
    Case("") { $0.options.now == Timestamp(seconds: 1_700_000_000) },
  ]

  @Test(arguments: cases)
  func `a command line becomes scan options`(_ example: Case) throws {
    let request = try request(example.line, existing: [".", "repo", "other", "odd..name"])
    #expect(example.holds(request))
  }

  @Test(arguments: [
    ("gone", "no such file or directory: 'gone'"),
    ("detctors", "no such file or directory: 'detctors'"),
    ("--staged --worktree", "--staged and --worktree contradict each other"),
    ("--staged --branch x", "--staged reads no history, so --branch means nothing with it"),
    ("--stdin a..b", "--stdin reads no history, so a..b means nothing with it"),
    ("--no-git --unreachable", "--no-git reads no history, so --unreachable means nothing with it"),
    ("--stdin .", "--stdin takes no path, but '.' was given"),
    ("a..b c..d", "two ranges given: a..b, c..d"),
    ("a...b", "'a...b' is a symmetric difference, which is not supported"),
    ("a..b --branch x", "a range cannot be combined with --branch or --since-commit"),
  ])
  func `a contradiction is refused before anything is read`(line: String, message: String) {
    #expect { try request(line) } throws: { error in
      (error as? CommandFailure)?.message == message && (error as? CommandFailure)?.status == 2
    }
  }

  @Test func `a mistyped command is guessed`() {
    #expect { try request("detctors") } throws: { error in
      (error as? CommandFailure)?.help == "did you mean 'detectors'?"
    }
  }

  @Test(arguments: [
    ("0", 0), ("1048576", 1 << 20), ("64MiB", 64 << 20), ("64m", 64 << 20), ("500k", 500 << 10),
    ("2GB", 2_000_000_000), ("2GiB", 2 << 30), ("7B", 7),
  ])
  func `sizes have units`(text: String, bytes: Int) throws {
    #expect(try ByteCount(text).bytes == bytes)
  }

  @Test(arguments: ["", "MiB", "-1", "3q", "1.5M", "99999999999999999999", "9999999999999GiB", "١"])
  func `what is no size is refused`(text: String) {
    #expect(throws: BadValue.self) { try ByteCount(text) }
  }
}
