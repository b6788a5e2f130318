import Foundation
import TestRepositories
import TestServers
import Testing

/// Nothing but a probe that was asked for opens a socket: the system is asked what the program did.
@Suite struct NoNetworkTests {
  private func sockets(_ arguments: [String], _ bench: ProbeBench, input: String = "") throws -> [String] {
    let log = bench.repository.surroundings + "/strace.log"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
    process.arguments = ["-f", "-qq", "-e", "trace=%network", "-o", log, Program.path] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: bench.repository.path)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": bench.repository.surroundings]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardInput = pipe
    try process.run()
    try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    let text = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    // A pair of local sockets that a runtime makes leads nowhere.
    return text.split(separator: "\n").map(String.init).filter {
      !$0.contains("socketpair") && !$0.contains("+++") && !$0.contains("---")
    }
  }

  @Test func `scans, plans, reports and ledgers open no socket, and a probe does`() throws {
    let bench = try ProbeBench()
    let token = ProbeBench.token("LIVE", 1)
    try bench.repository.commit("a.env", "TOKEN=\(token)\n")
    let detectors = Array(bench.network.suffix(2))
    for arguments in [
      ["scan"] + detectors, ["scan", "--staged"], ["scan", "-f", "sarif"] + detectors,
      ["probe"] + bench.network,
      ["detectors", "list"], ["ledger", "list"], ["revoke-help", "aws-access-key"], ["baseline", "create"],
      ["version"], ["audit", "--state", "audit.sqlite", "."],
    ] {
      #expect(try sockets(arguments, bench) == [], "\(arguments)")
    }
    #expect(try sockets(["scan", "--stdin"] + detectors, bench, input: "TOKEN=\(token)\n") == [])
    let probe = try sockets(["probe", "--run", "--i-own-these"] + bench.network, bench)
    #expect(probe.contains { $0.contains("connect(") && $0.contains("127.0.0.1") })
    #expect(
      !probe.contains { $0.contains("connect(") && $0.contains("AF_INET") && !$0.contains("127.0.0.1") })
  }
}
