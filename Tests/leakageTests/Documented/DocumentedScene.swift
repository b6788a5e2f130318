import Findings
import Foundation
import Ledger
import Reporting
import TestRepositories

/// A folder with all that the documents' commands name: repositories, reports, baselines, ledgers, files of other
/// scanners, under the names that the documents give them. Secrets are made for it.
struct DocumentedScene {
  private let folder: TemporaryFolder
  /// Of the one secret that reports and ledgers know.
  let fingerprint: String

  /// Where the commands run.
  private static let work = "/work"

  init() throws {
    folder = try TemporaryFolder()
    let scene = Maker(path: folder.path)
    try scene.makePrograms()
    try scene.makeRepositories()
    try scene.makeOthers()
    try scene.makeReports()
    let report = try Report(json: GitUser.text(folder.path + "/work/report.json"))
    fingerprint = report.findings.first?.fingerprint.description ?? ""
    try scene.makeLedgers(of: fingerprint)
  }

  /// Runs a line in a copy of the scene.
  func run(_ line: String) throws -> Program.Result {
    let copy = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: folder.path, toPath: copy.path + "/scene")
    let scene = Maker(path: copy.path + "/scene")
    if line.contains("baseline create") {
      try scene.remove("work/.leakage-baseline.json")
      try scene.remove("work/known.json")
    }
    return try scene.shell(
      standIns(for: line, in: scene.path), in: line.contains(" *.json") ? "/work/scans" : "/work")
  }

  /// What a reader puts in for himself, and what a test has to keep away from the machine.
  private func standIns(for line: String, in scene: String) -> String {
    [
      ("4be1a2f07c6d9e835a1b0c2d3e4f5a6b", fingerprint), ("4be1a2f0…", fingerprint),
      ("FINGERPRINT", fingerprint), ("… |", "printf 'nothing\\n' |"), ("--exit-code N", "--exit-code 5"),
      ("/srv/git", scene + "/srv/git"), (#""${fpath[1]}/_leakage""#, "_leakage"),
    ].reduce(line) { $0.replacing($1.0, with: $1.1) }
  }
}

/// Makes the scene, piece by piece.
private struct Maker {
  let path: String
  private var token: String { get throws { try GitUser.token(401) } }

  init(path: String) { self.path = path }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try UnsyncedFile.write(bytes, to: file.path)
  }

  func remove(_ name: String) throws {
    if GitUser.exists(path + "/" + name) { try FileManager.default.removeItem(atPath: path + "/" + name) }
  }

  func copy(_ source: String, _ names: String...) throws {
    for name in names {
      let target = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: path + "/" + source, toPath: target.path)
    }
  }

  func shell(_ line: String, in folder: String = "/work") throws -> Program.Result {
    try Program.run(
      ["-c", line], program: "/bin/sh", in: path + folder,
      environment: [
        "PATH": path + "/bin:/usr/bin:/bin", "HOME": path + "/home", "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org", "GIT_COMMITTER_NAME": "Carl",
        "GIT_COMMITTER_EMAIL": "carl@example.org", "GIT_AUTHOR_DATE": "@1577836800 +0000",
        "GIT_COMMITTER_DATE": "@1577836800 +0000",
      ])
  }

  /// For making the scene itself.
  func must(_ line: String, in folder: String = "/work", ends statuses: Set<Int32> = [0]) throws {
    let result = try shell(line, in: folder)
    guard statuses.contains(result.status) else {
      throw Failure(description: "\(line): \(result.status): \(result.error)")
    }
  }

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Others' programs print something; no network, no cluster, nothing to build.
  func makePrograms() throws {
    for name in ["make", "kubectl"] {
      try write("bin/" + name, "#!/bin/sh\necho 'connecting with \(try token)'\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path + "/bin/" + name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: path + "/bin/leakage", withDestinationPath: Program.path)
    for folder in [
      "home/.config/fish/completions", "home/.local/share/bash-completion/completions", "srv/git",
    ] {
      try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
    }
    try write("home/.config/leakage/allowed", "# nothing yet\n")
  }

  func makeRepositories() throws {
    try write("work/deploy.env", "TOKEN=\(try token)\n")
    try write("work/Dockerfile", "FROM scratch\nARG NPM_TOKEN\n")
    try write("work/.gitignore", "*.tar\n*.json\n*.jsonl\n*.sarif\n")
    try must("git init -q -b main && git add -A && git commit -qm one && git tag A && git tag REV")
    try write("work/a.txt", "a\n")
    try must("git add -A && git commit -qm two && git tag B && git branch release && git tag REF")
    for ref in ["HEAD", "main", "release"] { try must("git update-ref refs/remotes/origin/\(ref) A") }
    try must("git gc -q")
    try copy(
      "work", "home/src/api", "home/src/web", "clone", "repo")
    try must("git clone -q --mirror . ../home/mirrors/api.git && git init -q --bare ../srv/git/api.git")
    try copy(
      "repo", "work/repo", "work/repos/a", "work/vendor/lib", "work/REPOSITORY", "work/PATH", "work/FOLDER…")
    try write("work/DIR/settings.env", "TOKEN=\(try token)\n")
    try write("work/downloads/a.txt", "nothing\n")
    try write("work/staged.env", "NEXT=\(try GitUser.token(402))\n")
    try must("git add staged.env && git bundle create -q backup.bundle main")
  }

  /// Archives, events and files of other scanners.
  func makeOthers() throws {
    var image = ImageMaker()
    image.copy([("app/deploy.env", "TOKEN=\(try token)\n")], at: "2021-01-01T00:00:00Z")
    try write("work/image.tar", image.saved)
    try must("for a in app.jar release.zip; do python3 -m zipfile -c $a deploy.env; done")
    try write("work/addresses.txt", "# mine\n./repos/a\n")
    try write("work/session.log", "log in with \(try token)\n")
    try write(
      "work/event.json",
      #"{"hook_event_name":"UserPromptSubmit","prompt":"use \#(try token)","cwd":"/nowhere"}"#)
    try write("work/keys.json", #"[{"token_last_eight": "\#(try token.suffix(8))", "active": false}]"#)
    try write(
      "work/.gitleaks.toml",
      """
      [[rules]]
      id = "zap-live"
      description = "Zap live key"
      regex = '''\\b(zap_live_[0-9A-Za-z]{30})\\b'''
      keywords = ["zap_live_"]

      """)
    try write("work/.gitleaksignore", "gone.env:zap-live:1\n")
    try write("work/ignored.txt", "*.min.js\n")
    try write(
      "work/.secrets.baseline",
      #"{"version": "1.4.0", "plugins_used": [], "filters_used": [], "results": {}, "generated_at": "2024-01-01T00:00:00Z"}"#
    )
    try write(
      "work/rules/zap.yml",
      "rules:\n  - name: Zap\n    id: kingfisher.zap.1\n    pattern: '\\b(zap_live_[0-9A-Za-z]{30})\\b'\n    confidence: medium\n"
    )
    try must("mkdir ../made && leakage import .gitleaks.toml --no-resolve -o ../made", ends: [0, 1])
    try copy("made/leakage-detectors.toml", "work/my-company.toml", "work/detectors/my-company.toml")
  }

  func makeReports() throws {
    let found: Set<Int32> = [0, 1]
    try must("leakage scan . -f json -o report.json", ends: found)
    try must("leakage scan ~/src/api -f json -o scan.json", ends: found)
    try must("leakage baseline create && leakage baseline create -o known.json ~/src/api")
    try copy(
      "work/scan.json", "work/new.json", "work/old.json", "work/scans/api.json", "work/parts/a.json",
      "work/night.jsonl")
    for (place, file) in [(".", "merged"), ("repo", "whole")] {
      try must("for i in 1 2; do leakage scan --shard $i/2 -o part-$i.json \(place); done")
      try must("leakage merge part-1.json part-2.json -o \(file).jsonl")
    }
    try copy("work/whole.jsonl", "work/joined.jsonl")
  }

  func makeLedgers(of fingerprint: String) throws {
    guard let fingerprint = Fingerprint(fingerprint) else {
      throw Failure(description: "no secret was found")
    }
    let row = Observation(
      fingerprint: fingerprint, detector: "github-pat-classic", endpoint: "GET api.github.com/user",
      time: Timestamp(year: 2026, month: 1, day: 1), validity: .dead, catalog: "0")
    try FileManager.default.createDirectory(
      atPath: path + "/home/.local/state/leakage", withIntermediateDirectories: true)
    for file in ["home/.local/state/leakage/ledger.sqlite", "work/team.sqlite"] {
      try Ledger(path: path + "/" + file).append([row])
    }
  }
}
