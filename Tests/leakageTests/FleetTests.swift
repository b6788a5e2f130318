import Foundation
import TestRepositories
import TestServers
import Testing

/// `docs/fleet/fleet.py` on a cluster of three worker processes, one of which is killed while it scans.
@Suite(.timeLimit(.minutes(10)))
struct FleetTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  private static let python = root + "/.venv/bin/python"

  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "leakage-fleet-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Twelve repositories, some of which share a key; the first is large enough to be split.
  private func repositories() throws -> [TemporaryRepository] {
    try (0..<12).map { number in
      let repository = try TemporaryRepository()
      for (index, seed) in [number, number / 3, 100 + number].enumerated() {
        try repository.commit(
          "deploy-\(index).env", "TOKEN=\(try GitUser.token(UInt64(seed)))\n",
          at: TemporaryRepository.epoch + Int64(number * 200 + index * 40) * TemporaryRepository.day)
      }
      if number % 2 == 0 {
        try repository.remove("deploy-1.env")
        try repository.commit("remove", at: TemporaryRepository.epoch + 2500 * TemporaryRepository.day)
      }
      try repository.repack()
      return repository
    }
  }

  /// The program, but slow, and with a note of every start.
  private func slowProgram() throws -> String {
    let path = folder + "/slow"
    try GitUser.write(
      script: "echo x >> '\(folder)/starts'\n[ \"$1\" = scan ] && sleep 1\nexec '\(Program.path)' \"$@\"",
      to: path)
    return path
  }

  /// Spark keeps its workers' folders where its own programs are: links give it a home in the test's folder.
  private func sparkHome() throws -> String {
    let home = folder + "/spark"
    let found = try Program.run(
      ["-c", "import os, pyspark; print(os.path.dirname(pyspark.__file__))"], program: Self.python, in: folder
    )
    let installed = found.output.trimmingCharacters(in: .whitespacesAndNewlines)
    try #require(!installed.isEmpty, "no pyspark in .venv: make setup-tests")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: installed) where name != "work" {
      try FileManager.default.createSymbolicLink(
        atPath: home + "/" + name, withDestinationPath: installed + "/" + name)
    }
    return home
  }

  private var arguments: [String] {
    get throws {
      [
        "--targets", "targets.jsonl", "--output", folder + "/out", "--now", "2027-01-01", "--timeout", "120",
        "--split", "1000", "--merged", "night.jsonl", "--program", try slowProgram(),
        "--argument=--inventory=\(folder)/tokens.json",
      ]
    }
  }

  private func cluster() throws -> Spawned {
    let conf = [
      "spark.eventLog.enabled=true", "spark.eventLog.dir=file://\(folder)/events", "spark.ui.enabled=false",
      "spark.sql.shuffle.partitions=2", "spark.executorEnv.HOME=\(folder)",
    ]
    try FileManager.default.createDirectory(atPath: folder + "/events", withIntermediateDirectories: true)
    let home = try sparkHome()
    let words =
      [home + "/bin/spark-submit", "--master", "'local-cluster[3,1,1024]'", "--driver-memory", "512m"]
      + conf.flatMap { ["--conf", "'\($0)'"] } + [Self.root + "/docs/fleet/fleet.py"]
      + (try arguments.map { "'\($0)'" })
    return try Spawned(
      ["/bin/sh", "-c", "exec " + words.joined(separator: " ") + " > out.txt 2> spark.log"], in: folder,
      environment: [
        "PATH=/usr/bin:/bin", "HOME=\(folder)", "SPARK_HOME=\(home)", "SPARK_LOCAL_IP=127.0.0.1",
        "PYSPARK_PYTHON=\(Self.python)", "PYSPARK_DRIVER_PYTHON=\(Self.python)",
      ])
  }

  /// Kills a worker process that is scanning: the grandparent of the program. Gives whether there was one.
  private func killWorker() throws -> Bool {
    for _ in 0..<1200 {
      if (try? content("starts"))?.split(separator: "\n").count ?? 0 >= 4 { break }
      usleep(100_000)
    }
    for process in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
      guard let id = Int32(process),
        let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8),
        line.contains("CoarseGrainedExecutorBackend"),
        let environment = try? String(contentsOfFile: "/proc/\(process)/environ", encoding: .utf8),
        environment.contains(folder)
      else { continue }
      return kill(id, SIGKILL) == 0
    }
    return false
  }

  private func content(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  @Test func `a killed worker changes nothing, and the cohorts are those of leakage report`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let repositories = try repositories()
    try write(
      repositories.enumerated().map {
        "{\"repository\": \"\($1.path)\", \"bytes\": \($0 == 0 ? 2500 : 10)}\n"
      }
      .joined(), to: "targets.jsonl")
    let listed = try (0..<8).map {
      "{\"token_last_eight\": \"\(try GitUser.token(UInt64($0)).suffix(8))\", \"active\": \($0 % 2 == 0)}"
    }
    try write("[\(listed.joined(separator: ", "))]", to: "tokens.json")
    let cluster = try cluster()
    #expect(try killWorker())
    let isDone = cluster.succeeds()
    try #require(isDone, "\((try? content("spark.log"))?.suffix(4000) ?? "")")
    // Fourteen searches, and those that the killed worker had in hand once more.
    #expect(try content("starts").split(separator: "\n").count > 14)
    #expect(try content("spark.log").contains("Lost task"))
    try checkReports(repositories)
    try checkCohorts()
    try checkSecrecy()
  }

  /// What one machine says, one repository after the other.
  private func checkReports(_ repositories: [TemporaryRepository]) throws {
    for (number, repository) in repositories.enumerated() {
      let result = try Program.run(
        [
          "scan", "--untrusted", "--now", "2027-01-01", "-f", "json", "-o", "\(number).json",
          "--inventory=\(folder)/tokens.json", repository.path,
        ], in: folder)
      #expect(result.status == 1, "\(result.error)")
    }
    let merge = ["merge", "-o", "direct.jsonl"] + repositories.indices.map { "\($0).json" }
    #expect(try Program.run(merge, in: folder).status == 0)
    #expect(try content("direct.jsonl") == content("night.jsonl"))
  }

  private func checkCohorts() throws {
    let report = try Program.run(["report", "night.jsonl", "-f", "json"], in: folder)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
    let age = try #require(document["age"] as? [String: Any])
    let expected = try #require(age["cohorts"] as? [[String: Any]])
    let rows = try FileManager.default.contentsOfDirectory(atPath: folder + "/out/cohorts")
      .filter { $0.hasSuffix(".json") }.flatMap { try content("out/cohorts/" + $0).split(separator: "\n") }
      .compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(rows.count == expected.count && rows.count > 3)
    let names = [
      "unique": "unique", "probeable": "probeable", "live": "live", "limited": "limited",
      "revoked": "revoked",
      "expired": "expired", "endedByPolicy": "ended_by_policy", "unknown": "unknown",
      "medianLiveDays": "median_live_days", "oldestLiveDays": "oldest_live_days",
    ]
    for (ours, theirs) in zip(expected, rows) {
      #expect(ours["name"] as? String == theirs["name"] as? String)
      for (name, column) in names {
        #expect(ours[name] as? Int == theirs[column] as? Int, "\(ours["name"] ?? "") \(name)")
      }
      for (name, column) in [("replaced", "replaced"), ("inHead", "in_head")] {
        #expect((ours[name] as? [String: Any])?["count"] as? Int == theirs[column] as? Int, "\(name)")
      }
    }
    let live = expected.compactMap { $0["live"] as? Int }.reduce(0, +)
    let dead = expected.compactMap { $0["revoked"] as? Int }.reduce(0, +)
    #expect(live > 0 && dead > 0)
  }

  /// Neither the logs, nor the event log, nor the tables hold a token.
  private func checkSecrecy() throws {
    let tokens = try (Array(0..<12) + Array(100..<112)).map { try GitUser.token(UInt64($0)) }
    let inspect = """
      import sys, pathlib, pyarrow.parquet as parquet
      folder = pathlib.Path(sys.argv[1])
      text = "".join(str(parquet.read_table(file).to_pylist()) for file in folder.glob("out/**/*.parquet"))
      for file in list(folder.glob("events/**/*")) + list(folder.glob("spark/work/**/std*")):
        if file.is_file(): text += file.read_bytes().decode("utf-8", "replace")
      print(text)
      """
    let result = try Program.run(["-c", inspect, folder], program: Self.python, in: folder)
    #expect(result.status == 0 && result.output.contains("deploy-0.env"), "\(result.error)")
    let all = result.output + (try content("spark.log")) + (try content("night.jsonl"))
    for token in tokens { #expect(!all.contains(token.dropFirst(4).prefix(8))) }
  }
}
