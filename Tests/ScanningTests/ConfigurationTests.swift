import Detectors
import Findings
import Scanning
import Testing

struct ConfigurationTests {
  private func parse(_ text: String) throws(SettingsError) -> Configuration {
    try Configuration.parse(text, path: ".leakage.toml")
  }

  @Test func `an empty file sets nothing`() throws {
    let configuration = try parse("# nothing\n")
    #expect(configuration.maxSize == nil && configuration.threads == nil && configuration.policy == nil)
    #expect(configuration.ignoreRules.isEmpty && configuration.detectorPaths.isEmpty)
    #expect(configuration.detectors.includes("anything"))
  }

  @Test func `every setting is read`() throws {
    let print = "0123456789abcdef0123456789abcdef"
    let configuration = try parse(
      """
      [scan]
      max-size = "64MiB"
      threads = 3
      exclude-paths = ["vendor/**", "*.lock"]

      [detectors]
      enable = ["a", "b"]
      disable = ["b"]
      path = "extra"

      [[policy.fail-on]]
      verdicts = ["open-door", "deletedNotRotated"]
      placements = ["head"]
      min-severity = "high"
      min-confidence = "certain"

      [[policy.fail-on]]
      max-age-days = { long-lived = 90, ephemeral = 0 }

      [[ignore]]
      fingerprint = "\(print)"
      reason = "rotated"

      [[ignore]]
      path = "tests/**"
      detector = "a"
      until = 2027-12-31
      """)
    #expect(configuration.maxSize == 64 << 20 && configuration.threads == 3)
    #expect(configuration.excludedPaths.map(\.isStanding) == [true, true])
    #expect(configuration.detectors.includes("a") && !configuration.detectors.includes("b"))
    #expect(!configuration.detectors.includes("c") && configuration.detectorPaths == ["extra"])
    let rules = configuration.policy?.rules ?? []
    #expect(
      rules == [
        .init(
          verdicts: [.openDoor, .deletedNotRotated], placements: [.head], minSeverity: .high,
          minConfidence: .certain),
        .init(minConfidence: .medium, maxAgeDays: [.longLived: 90, .ephemeral: 0]),
      ])
    #expect(configuration.ignored.map(\.place) == [".leakage.toml:20", ".leakage.toml:24"])
    #expect(configuration.ignored.last?.expires == Timestamp(year: 2028, month: 1, day: 1))
    #expect(configuration.ignored.allSatisfy { $0.source == .configuration })
  }

  @Test(arguments: [
    ("[scan]\nmax-size = \"64MiB\"", 64 << 20), ("[scan]\nmax-size = 1024", 1024),
    ("[scan]\nmax-size = \"500 kB\"", 500_000), ("[scan]\nmax-size = \"2g\"", 2 << 30),
  ])
  func `a size has a unit or none`(text: String, bytes: Int) throws {
    #expect(try parse(text).maxSize == bytes)
  }

  @Test func `without fail-on anything fails, with an empty list nothing does`() throws {
    #expect(try parse("[policy]\n").policy == .anyFinding)
    #expect(try parse("[policy]\nfail-on = []\n").policy == Policy(rules: []))
    let ages = try parse("[[policy.fail-on]]\nmax-age-days = 30").policy?.rules.first?.maxAgeDays
    #expect(ages == [.ephemeral: 30, .expiring: 30, .longLived: 30])
  }

  @Test func `a rotation policy is for all, by lifetime class and by detector`() throws {
    #expect(try parse("[policy]\nrotation = 30").rotation == RotationLimits(general: 30))
    #expect(try parse("[policy]\nrotation = \"12w\"").rotation == RotationLimits(general: 84))
    let parsed = try parse(
      "[policy.rotation]\ndefault = \"1y\"\nlong-lived = 90\naws-access-key = \"30d\"\n")
    #expect(parsed.policy == nil, "it alone fails nothing")
    #expect(parsed.rotation?.days(detector: "aws-access-key", lifetime: .longLived) == 30)
    #expect(parsed.rotation?.days(detector: "other", lifetime: .longLived) == 90)
    #expect(parsed.rotation?.days(detector: "other", lifetime: .expiring) == 365)
    let gate = try parse("[policy]\nrotation = 7\nfail-on = [\"age>policy\"]").policy
    #expect(gate?.rules.map(\.words) == ["age>policy"] && gate?.rotation.general == 7)
    #expect(try parse("[[policy.fail-on]]\nmax-age-days = \"policy\"").policy?.rules.first?.isOverdue == true)
  }

  @Test(arguments: [
    ("[scan\n", 1, "settings-syntax"),
    ("\n\n= 3", 3, "settings-syntax"),
    ("[scan]\r\n\r\nmax-sise = 3", 3, "settings-unknown-key"),
    ("\n[=]\n", 2, "settings-syntax"), ("[[ !a]]", 1, "settings-syntax"),
    ("\u{FEFF}[é]", 1, "settings-syntax"),
    ("x = \"\"\"\n[!\n\"\"\"\ny = [1,\n}", 5, "settings-syntax"), ("x = [ # }\n  }", 2, "settings-syntax"),
    ("[", 1, "settings-syntax"), ("[]", 1, "settings-syntax"), ("[a.=]", 1, "settings-syntax"),
    ("[scan]\nmax-sise = 3", 2, "settings-unknown-key"),
    ("[scam]\n", 1, "settings-unknown-key"),
    ("# c\n\n[scan]\n\nmax-size = \"big\"", 5, "settings-bad-value"),
    ("[scan]\nmax-size = 0", 2, "settings-bad-value"),
    ("[scan]\nmax-size = \"99999999999999999999g\"", 2, "settings-bad-value"),
    ("[scan]\nthreads = \"4\"", 2, "settings-bad-value"),
    ("[scan]\nthreads = 0", 2, "settings-bad-value"),
    ("[scan]\nexclude-paths = \"a\"", 2, "settings-bad-value"),
    ("[scan]\nexclude-paths = [1]", 2, "settings-bad-value"),
    ("[scan]\nexclude-paths = [\"**\"]", 2, "settings-bad-value"),
    ("scan = 3", 1, "settings-bad-value"),
    ("[detectors]\nenable = []", 2, "settings-bad-value"),
    ("[detectors]\npath = 3", 2, "settings-bad-value"),
    ("[policy]\nfail-on = \"all\"", 2, "settings-bad-value"),
    ("[[policy.fail-on]]\n[[policy.fail-on]]\nverdicts = [\"bad\"]", 3, "settings-bad-value"),
    ("[[policy.fail-on]]\nverdicts = []", 2, "settings-bad-value"),
    ("[[policy.fail-on]]\nmin-severity = \"awful\"", 2, "settings-bad-value"),
    ("[[policy.fail-on]]\nmax-age-days = {}", 2, "settings-bad-value"),
    ("[[policy.fail-on]]\nmax-age-days = { never = 3 }", 2, "settings-unknown-key"),
    ("[[policy.fail-on]]\n[policy.fail-on.max-age-days]\nlong-lived = -1", 3, "settings-bad-value"),
    ("[policy]\nrotation = \"soon\"", 2, "settings-bad-value"),
    ("[policy]\nrotation = {}", 2, "settings-bad-value"),
    ("[policy.rotation]\nlong-lived = -1", 2, "settings-bad-value"),
    ("[[policy.fail-on]]\nmax-age-days = \"soon\"", 2, "settings-bad-value"),
    ("[[ignore]]\npath = \"a\"\n[[ignore]]\nreason = \"b\"", 3, "settings-bad-value"),
    ("[[ignore]]\npath = \"a\"\nfingerprint = \"0123456789abcdef0123456789abcdef\"", 2, "settings-bad-value"),
    ("[[ignore]]\nfingerprint = \"pasted\"", 2, "settings-bad-value"),
    ("[[ignore]]\npath = \"**\"", 2, "settings-bad-value"),
    ("[[ignore]]\npath = \"a\"\nuntil = \"soon\"", 3, "settings-bad-value"),
    ("[[ignore]]\npath = \"a\"\nuntil = 2027-02-30", 3, "settings-syntax"),
  ])
  func `a mistake is refused with its line`(text: String, line: Int, code: String) {
    let error = #expect(throws: SettingsError.self) { () throws in _ = try parse(text) }
    #expect(error?.place == ".leakage.toml:\(line)")
    #expect(error?.code.rawValue == code)
    #expect(error.map { "\($0)\($0.help ?? "")".contains("pasted") } == false)
  }

  @Test func `misspelt detectors are named`() {
    let selection = DetectorSelection(enabled: ["known", "b"], disabled: ["a"])
    #expect(selection.unknownIDs(in: .init(detectors: [], digest: "")) == ["a", "b", "known"])
  }

  @Test func `brackets inside texts and comments are no mistakes`() throws {
    let text =
      "[scan]\n# [!\nexclude-paths = [\n  \"[!a]*\", # }\n  \'\'\'\n[!b]}\'\'\', \"\"\"[}\\\" \"\"\"\n]\n"
    #expect(try parse(text).excludedPaths.count == 3)
  }

  @Test func `damaged files are read or refused but never crash`() {
    var random = SeededRandom(seed: 8)
    let alphabet = Array("[]{}=,.'\"\\#\n\r\t _-+1eé:TZ".utf8) + [0, 12, 127, 0xC2, 0xFF]
    let text = Array(
      """
      [scan]
      max-size = "1k"
      [[policy.fail-on]]
      max-age-days = {expiring = 3}
      [[ignore]]
      path = "a"
      """.utf8)
    for _ in 0..<5000 {
      var damaged = text
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        damaged[Int.random(in: damaged.indices, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      do throws(SettingsError) {
        _ = try parse(String(decoding: damaged, as: UTF8.self))
      } catch {
        #expect(error.place.hasPrefix(".leakage.toml"))
      }
    }
  }
}
