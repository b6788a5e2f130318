import Foundation
import Glibc
import TestRepositories
import TestServers
import Testing

/// Ten thousand secrets through the real client.
@Suite struct ProbeThroughputTests {
  private static let count = 10_000

  /// Resident memory of a process in MiB.
  private func memory(of id: pid_t) throws -> Int {
    let pages = try String(contentsOfFile: "/proc/\(id)/statm", encoding: .utf8).split(separator: " ")
    return (pages.count > 1 ? Int(pages[1]) ?? 0 : 0) * Int(getpagesize()) >> 20
  }

  @Test(.timeLimit(.minutes(45)))
  func `ten thousand secrets are asked once each, and memory does not grow with them`() throws {
    let bench = try ProbeBench()
    let lines = (0..<Self.count).map { "T\($0)=\(ProbeBench.token("GONE", $0))\n" }.joined()
    try bench.repository.commit("a.env", lines)
    // The same secrets at other places are the same secrets.
    try bench.repository.commit("copy.env", "# again\n" + lines)
    let process = try Spawned(
      [
        Program.path, "probe", "--run", "--i-own-these", "-f", "jsonl", "-o", "/dev/null", "--ledger",
        bench.ledger,
      ] + bench.network,
      in: bench.repository.path)
    var (quarter, last) = (0, 0)
    // Until one tenth is left: the program is still at it then.
    while true {
      let count = bench.stub.count
      if quarter == 0, count >= Self.count / 4 { quarter = try memory(of: process.id) }
      if count >= Self.count * 9 / 10 {
        last = try memory(of: process.id)
        break
      }
      usleep(10_000)
    }
    _ = process.succeeds()
    #expect(bench.stub.count == Self.count + 1)
    // The address sanitiser keeps what was freed.
    let room = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil ? 12 : 400
    #expect(last - quarter <= room, "\(quarter) MiB at a quarter, \(last) MiB near the end")
    let export = try Program.run(["ledger", "export", "--ledger", bench.ledger], in: bench.repository.path)
    #expect(export.output.split(separator: "\n").count == Self.count)
  }
}

extension TestServer {
  /// How many requests the stub answered so far, counted by lines of one length.
  fileprivate var count: Int {
    var status = stat()
    guard stat(folder + "/requests", &status) == 0 else { return 0 }
    return Int(status.st_size) / "GET /me 401\n".utf8.count
  }
}
