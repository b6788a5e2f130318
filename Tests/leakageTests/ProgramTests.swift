import Foundation
import Testing

@testable import leakage

/// What only a process shows: streams, exit statuses, files.
@Suite struct ProgramTests {
  @Test(arguments: [
    (["--version"], 0), (["version"], 0), (["--help"], 0), (["scan", "--help"], 0), (["."], 0), (["scan"], 0),
    (["--bogus"], 2), (["scan", "gone"], 2), (["scan", "--staged", "--stdin"], 2),
    (["scan", "--now", "x"], 2),
    (["--show-secrets"], 2), (["--show-secrets=force"], 0), (["detectors", "show", "no-such-detector"], 2),
    (["detectors", "test", "gone.toml"], 2), (["detectors", "check"], 0),
    (["baseline", "update", "-o", "gone.json"], 2),
    (["scan", "--baseline", "gone.json"], 2), (["-o", "/dev/full", "-f", "json"], 3),
    (["--report", "none/out.json"], 3), (["--generate-completion-script", "bash"], 0),
  ])
  func `a command line has its exit status`(arguments: [String], status: Int) throws {
    try withCleanFolder { folder in
      let result = try Program.run(arguments, in: folder)
      #expect(result.status == Int32(status), "\(result.error)")
      #expect((result.status < 2) == result.error.isEmpty)
      if result.status > 1 { #expect(result.error.hasPrefix("error: ")) }
    }
  }

  @Test func `a reader that goes away is no error`() throws {
    try withCleanFolder { folder in
      for arguments in [["--help"], ["detectors", "list"], ["scan", "-f", "json"]] {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let result = try Program.run(arguments, in: folder, output: pipe.fileHandleForWriting)
        #expect(result.status == 0)
        #expect(result.error.isEmpty)
      }
    }
  }

  @Test func `a full standard output is an error`() throws {
    try withCleanFolder { folder in
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let result = try Program.run(["scan", "-f", "json"], in: folder, output: full)
      #expect(result.status == 3)
      #expect(result.error == "error: cannot write to standard output: no space left on device\n")
    }
  }

  @Test func `a report that its file does not take goes to standard output`() throws {
    try withCleanFolder { folder in
      let result = try Program.run(["-o", "none/out.json"], in: folder)
      #expect(result.status == 3)
      #expect(result.output.hasPrefix("{"))
      #expect(result.error.contains("help: create the folder first"))
    }
  }

  @Test func `several reports come from one scan`() throws {
    try withCleanFolder { folder in
      let result = try Program.run(
        ["-f", "json", "--report", "a.json", "--now", "2026-01-01", "--report", "b.sarif"], in: folder)
      #expect(result.status == 0)
      #expect(try String(contentsOfFile: folder + "/a.json", encoding: .utf8) == result.output)
      #expect(FileManager.default.fileExists(atPath: folder + "/b.sarif"))
    }
  }

  @Test func `no escape sequence reaches a pipe unless asked for`() throws {
    try withCleanFolder { folder in
      let plain = try Program.run(["scan"], in: folder)
      #expect(!plain.output.contains("\u{1B}") && !plain.error.contains("\u{1B}"))
    }
  }

  @Test func `a default scan and a named one are the same`() throws {
    try withCleanFolder { folder in
      let arguments = ["-f", "json", "--now", "2026-01-01"]
      let short = try Program.run(arguments, in: folder)
      let long = try Program.run(["scan"] + arguments + ["."], in: folder)
      #expect(short.output == long.output)
    }
  }
}

/// A folder, no repository, that holds one file without any secret.
private func withCleanFolder(_ body: (String) throws -> Void) throws {
  try withFolder { folder in
    try "nothing to see\n".write(toFile: folder + "/readme.txt", atomically: true, encoding: .utf8)
    try body(folder)
  }
}
