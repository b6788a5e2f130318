import Foundation
import Glibc
import Ledger
import TestRepositories
import TestServers
import Testing

/// What was written to the ledger stays, whatever happens to the program, its neighbours and the disk.
@Suite struct LedgerProgramTests {
  private func bench(_ count: Int) throws -> ProbeBench {
    let bench = try ProbeBench()
    try bench.repository.commit(
      "a.env", (0..<count).map { "T\($0)=\(ProbeBench.token("GONE", $0))\n" }.joined())
    return bench
  }

  private func probe(_ bench: ProbeBench, rate: Int = 10_000) -> [String] {
    ["probe", "--run", "--i-own-these", "--ledger", bench.ledger]
      + bench.network.map { $0 == "10000" ? "\(rate)" : $0 }
  }

  @Test func `a run that is killed loses nothing that the ledger held, and the next one continues`() throws {
    let bench = try bench(300)
    let process = try Spawned([Program.path] + probe(bench, rate: 10), in: bench.repository.path)
    while bench.stub.requests.count < 30 { usleep(20_000) }
    let before = try Ledger(path: bench.ledger).observations()
    #expect(process.end(SIGKILL) == nil)
    #expect(!before.isEmpty)
    let after = try Ledger(path: bench.ledger).observations()
    #expect(after.starts(with: before))
    #expect(try Ledger(path: bench.ledger).verify() == [])
    let asked = bench.stub.requests.count
    let rest = try bench.run("probe", "--run", "--i-own-these", "--ledger", bench.ledger, "-f", "json")
    #expect(rest.validities == ["dead": 300])
    #expect(bench.stub.requests.count - asked == 300 - after.count + 1)
  }

  @Test func `runs at the same time share a ledger`() throws {
    let benches = try [40, 60, 80].map { try bench($0) }
    let ledger = benches[0].ledger
    let processes = try benches.enumerated().map { index, bench in
      let other = Array(probe(bench).map { $0 == bench.ledger ? ledger : $0 })
      return try Spawned(
        ["/usr/bin/env", "LEAKAGE_KEY=\(index)-of-three-test-keys", Program.path] + other,
        in: bench.repository.path)
    }
    for process in processes { _ = process.succeeds() }
    #expect(try Ledger(path: ledger).observations().count == 180)
    #expect(try Ledger(path: ledger).verify() == [])
  }

  /// The system refuses files beyond a size, as a quota does.
  @Test func `a file that may not grow stops the run, keeps its rows and says so`() throws {
    let bench = try bench(300)
    let few = try bench.run("probe", "--run", "--i-own-these", "--ledger", bench.ledger)
    #expect(few.status == 1)
    let before = try Ledger(path: bench.ledger).observations()
    // In units of 512 bytes; the signal that would end the program is ignored, as the program's own handler would.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""
    let result = try shell(
      script, probe(bench) + ["--recheck", "--now", "2031-01-01"], in: bench.repository.path)
    #expect([1, 3].contains(result.status))
    #expect(result.error.contains("ledger"))
    let after = try Ledger(path: bench.ledger).observations()
    #expect(after.starts(with: before))
    #expect(try Ledger(path: bench.ledger).verify() == [])
  }

  /// A disk of its own, mounted for the test alone, with room for a few rows more.
  @Test(.enabled(if: LedgerProgramTests.canMount))
  func `a full disk stops the run, keeps its rows and says so`() throws {
    let bench = try bench(300)
    let disk = bench.repository.surroundings + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let ledger = disk + "/ledger.sqlite"
    let words = probe(bench, rate: 100).map { $0 == bench.ledger ? ledger : $0 }
    let script = """
      mount -t tmpfs -o size=16m none \(disk) || exit 99
      program=$0; "$program" "$@" >/dev/null 2>&1; first=$?
      before=$("$program" ledger export --ledger \(ledger) | wc -l)
      head -c 20000000 /dev/zero > \(disk)/filler 2>/dev/null; truncate -s -65536 \(disk)/filler
      "$program" "$@" --recheck --now 2031-01-01 >/dev/null 2>\(bench.repository.surroundings)/errors; second=$?
      rm \(disk)/filler
      after=$("$program" ledger export --ledger \(ledger) | wc -l)
      "$program" ledger verify --ledger \(ledger) >&2 || exit 98
      echo "$first $before $second $after"
      cat \(bench.repository.surroundings)/errors >&2
      """
    let result = try shell(
      "exec unshare -m sh -c '\(script.replacing("'", with: "'\\''"))' \"$0\" \"$@\"", words,
      in: bench.repository.path)
    let numbers =
      result.output.split(separator: "\n").last?.split(separator: " ").compactMap { Int($0) } ?? []
    try #require(numbers.count == 4, "\(result.status) \(result.output) \(result.error)")
    // The findings alone make it 1; where the ledger cannot even be opened it is 3.
    #expect(Array(numbers.prefix(2)) == [1, 300])
    #expect([1, 3].contains(numbers[2]))
    #expect((300..<600).contains(numbers[3]))
    #expect(result.error.contains("ledger"))
  }

  private static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-m", "sh", "-c", "mount -t tmpfs none /mnt"]
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private func shell(_ script: String, _ arguments: [String], in folder: String) throws -> Program.Result {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, Program.path] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder]
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Program.Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      error: String(decoding: complaint, as: UTF8.self))
  }
}
