import Detectors
import Foundation
import TestRepositories
import Testing

/// `leakage import` from the command line to what later scans find and pass over.
struct ImportProgramTests {
  private let repository: TemporaryRepository
  private let token: String
  private let other: String
  private let built: String
  private let commit: String

  init() throws {
    repository = try TemporaryRepository()
    token = try ExampleTemplate("zap_live_{alnum:30}").text(seed: 1)
    other = try ExampleTemplate("zap_live_{alnum:30}").text(seed: 2)
    built = try ExampleTemplate("ghp_{alnum:30}{crc:github}").text(seed: 3)
    try repository.write("known.env", "A=1\nTOKEN=\(built)\n")
    try repository.write("old.env", "B=\(other)\n")
    commit = try repository.commit("app.env", "# words\nA=\(token)\n")
    try repository.commit("app.env", "# words\n# more\n\nA=\(token)\n", at: TemporaryRepository.epoch + 60)
    try repository.write(
      ".gitleaks.toml",
      """
      title = "own rules"

      [extend]
      useDefault = true

      [[rules]]
      id = "zap-live"
      description = "Zap live key"
      regex = '''\\b(zap_live_[0-9A-Za-z]{30})\\b'''
      keywords = ["zap_live_"]

      [[rules]]
      id = "any-hex"
      regex = '''[0-9a-f]{40}'''

      [[allowlists]]
      paths = ['''^old\\.env$''', '''[a-z]+x''']

      """)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments, in: repository.path)
  }

  private func digest(_ value: String, _ command: String) throws -> String {
    let result = try Program.run([], program: "/usr/bin/" + command, in: repository.path, input: value)
    return String(result.output.prefix { $0 != " " })
  }

  @Test func `an imported rule finds what it should, and an imported path hides it`() throws {
    #expect(try !run("scan").output.contains("Zap live key"))
    let result = try run("import", ".gitleaks.toml")
    #expect(result.status == 1, "\(result.error)")
    #expect(result.output.contains("any-hex: no text of three characters"))
    let text = try run("scan", "-v").output
    #expect(text.contains("Zap live key") && text.contains("app.env"))
    let report = try run("scan", "-f", "json").output
    #expect(report.components(separatedBy: "\"detector\": \"zap-live\"").count == 3)
    #expect(report.components(separatedBy: "\"suppression\"").count == 2)
    #expect(try run("detectors", "test", "leakage-detectors.toml").status == 0)
  }

  @Test func `an ignored fingerprint of gitleaks becomes ours`() throws {
    try repository.write(
      ".gitleaksignore", "\(commit):app.env:zap-live:2\nold.env:zap-live:1\ngone.env:zap-live:4\n")
    let result = try run("import", ".gitleaks.toml", ".gitleaksignore")
    #expect(result.output.contains("2 ignored secrets") && result.output.contains("not needed: 1"))
    #expect(try run("scan", "-f", "json").output.components(separatedBy: "\"suppression\"").count == 3)
    #expect(try run("scan").status == 1)
    // The whole of it once more: nothing is added twice.
    let ignored = try String(contentsOfFile: repository.path + "/.leakageignore", encoding: .utf8)
    #expect(try run("import", ".gitleaks.toml", ".gitleaksignore").status == 1)
    #expect(try String(contentsOfFile: repository.path + "/.leakageignore", encoding: .utf8) == ignored)
  }

  @Test func `hashes of detect-secrets become a baseline and ignores`() throws {
    let known = try digest(built, "sha1sum")
    try repository.write(
      ".secrets.baseline",
      """
      {"version": "1.5.0", "plugins_used": [], "filters_used": [], "results": {"known.env": [
        {"type": "GitHub Token", "filename": "known.env", "hashed_secret": "\(known)", "line_number": 2}
      ]}}
      """)
    let result = try run("import", ".secrets.baseline")
    #expect(result.status == 0, "\(result.output) \(result.error)")
    #expect(result.output.contains("1 known secret"))
    #expect(try run("scan").status == 1)
    #expect(try run("scan", "--baseline", ".leakage-baseline.json").status == 0)
  }

  @Test func `hashes and values of ggshield become ignores, and no value is written`() throws {
    let hash = try digest(built + ",apikey", "sha256sum")
    try repository.write(
      ".gitguardian.yaml",
      "version: 2\nsecret:\n  ignored_matches:\n    - name: one\n      match: \(hash)\n    - name: two\n      match: \(token)\n"
    )
    let result = try run("import", ".gitguardian.yaml", ".gitleaks.toml")
    #expect(result.output.contains("2 ignored secrets"), "\(result.output)")
    #expect(try run("scan").status == 0)
    for name in [".leakageignore", "leakage-detectors.toml", ".leakage.toml"] {
      let text = try String(contentsOfFile: repository.path + "/" + name, encoding: .utf8)
      for value in [token, other, built] { #expect(!text.contains(value.dropFirst(9).prefix(8))) }
    }
    for value in [token, other, built] {
      #expect(!(result.output + result.error).contains(value.dropFirst(9).prefix(8)))
    }
  }

  @Test func `rules and a baseline of Kingfisher count as well`() throws {
    try repository.write(
      "rules.yml",
      """
      rules:
        - name: Zap live key
          id: own.zap.1
          pattern: |
            (?x) \\b ( zap_live_ [0-9A-Za-z]{30} ) \\b  # thirty
      """)
    try repository.write(
      "known.yml",
      "ExactFindings:\n  matches:\n  - filepath: repository/known.env\n    fingerprint: '1'\n    linenum: 2\n"
        + "  - filepath: repository/app.env\n    fingerprint: '2'\n    linenum: 4\n"
        + "  - filepath: repository/old.env\n    fingerprint: '3'\n    linenum: 1\n")
    let result = try run("import", "rules.yml", "known.yml")
    #expect(
      result.status == 0 && result.output.contains("3 known secrets"), "\(result.output) \(result.error)")
    #expect(try run("scan").output.contains("Zap live key"))
    #expect(try run("scan", "--baseline", ".leakage-baseline.json").status == 0)
  }

  @Test func `what is there is never lost`() throws {
    try repository.write(".leakage.toml", "# mine\n[scan]\nthreads = 1\n")
    try repository.write("leakage-detectors.toml", "# mine\n")
    let refused = try run("import", ".gitleaks.toml")
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.error.hasPrefix("error: 'leakage-detectors.toml' exists already"))
    #expect(
      try String(contentsOfFile: repository.path + "/leakage-detectors.toml", encoding: .utf8) == "# mine\n")
    #expect(try run("import", ".gitleaks.toml", "--force").status == 1)
    let settings = try String(contentsOfFile: repository.path + "/.leakage.toml", encoding: .utf8)
    #expect(
      settings
        == "# mine\n[scan]\nexclude-paths = [\"/old.env\"]\nthreads = 1\n\n[detectors]\npath = [\"leakage-detectors.toml\"]\n"
    )
  }

  @Test(
    arguments: [
      (["nothing.toml"], "error: cannot read 'nothing.toml': no such file, or none that can be read"),
      (["app.env"], "error: cannot tell whose file 'app.env' is"),
      (["app.env", "--from", "kingfisher"], "error: app.env: has neither rules nor a baseline"),
      ([".gitleaks.toml", "-o", "nowhere"], "error: no such folder: 'nowhere'"),
      (
        [".gitleaks.toml", "--resolve", ".", "--no-resolve"],
        "error: --resolve and --no-resolve contradict each other"
      ),
      ([], "error: missing expected argument '<file> ...'"),
    ] as [([String], String)])
  func `bad usage is status 2 and writes nothing`(arguments: [String], message: String) throws {
    let result = try Program.run(["import"] + arguments, in: repository.path)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.hasPrefix(message), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.leakage.toml"))
  }

  @Test func `the summary gives the bytes of its golden file`() throws {
    try repository.write(".gitleaksignore", "old.env:zap-live:1\ngone.env:zap-live:4\nnonsense\n")
    let result = try run("import", ".gitleaks.toml", ".gitleaksignore", "--dry-run")
    #expect(result.status == 1)
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.leakage.toml"))
    let unresolved = try run("import", ".gitleaksignore", "--no-resolve")
    let text = result.output + "\n" + unresolved.output
    let file = YAMLFile.root + "/testdata/golden/import.txt"
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
  }

  @Test func `programs are told the same`() throws {
    try repository.write(".gitleaksignore", "old.env:zap-live:1\nnonsense\n")
    let dry = try run("import", ".gitleaks.toml", ".gitleaksignore", "--format", "json", "--dry-run")
    #expect(dry.status == 1)
    let value = try #require(try JSONSerialization.jsonObject(with: Data(dry.output.utf8)) as? [String: Any])
    let files = try #require(value["files"] as? [[String: Any]])
    #expect(
      files.compactMap { $0["path"] as? String } == [
        "leakage-detectors.toml", ".leakage.toml", ".leakageignore",
      ])
    #expect(files.allSatisfy { $0["state"] as? String == "new" && $0["content"] != nil })
    let left = try #require(value["left"] as? [[String: Any]])
    #expect(left.compactMap { $0["place"] as? String }.contains(".gitleaksignore:2"))
    #expect((value["changed"] as? [[String: Any]])?.first?["name"] as? String == "extend.useDefault")
    #expect(!GitUser.exists(repository.path + "/leakage-detectors.toml"))
    let real = try run("import", ".gitleaks.toml", ".gitleaksignore", "-f", "json")
    #expect(real.status == 1 && !real.output.contains("\"content\""))
    #expect(GitUser.exists(repository.path + "/leakage-detectors.toml"))
    #expect(!real.output.contains(other.prefix(12)) && !dry.output.contains(other.prefix(12)))
  }
}
