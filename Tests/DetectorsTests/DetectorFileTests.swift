import Detectors
import Findings
import Testing

@Suite struct DetectorFileTests {
  @Test func `every field of a detector is read`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    #expect(catalog.detectors.map(\.id) == ["sample-key", "sample-token", "words-api-key", "words-near-key"])
    let token = try #require(catalog.detector(withID: "sample-token"))
    #expect(token.summary.provider == "Sample")
    #expect(token.summary.reference == "https://sample.invalid/token-format")
    #expect(token.confidence == .certain)
    #expect(token.minEntropy == 3)
    #expect(token.checksum == .github)
    #expect(token.dates == .jwt)
    #expect(!token.rejectsPlaceholders)
    #expect(token.publicPrefix == 5)
    #expect(token.policy?.endedOn == Timestamp(year: 2025, month: 11, day: 5))
    #expect(token.policy?.isExtendable == .no)
    #expect(token.companions.map(\.role) == ["id", "secret"])
    #expect(token.companions.map(\.pattern).last == "key=([a-z0-9]{16})")
    #expect(token.extent == .init(before: 556, after: 1324, isLine: false))
  }

  @Test func `defaults depend on the kind of rule`() throws {
    let catalog = try Files.catalog("testdata/detectors")
    let key = try #require(catalog.detector(withID: "sample-key"))
    #expect(key.confidence == .high)
    #expect(key.reach == .init(before: 0, after: 8192, isLine: false))
    #expect(key.summary.reference == "https://sample.invalid/tokens")
    let words = try #require(catalog.detector(withID: "words-api-key"))
    #expect(words.confidence == .medium)
    #expect(words.reach == .line)
    #expect(words.rule == .context(.init(charset: .hex, length: 32...40, isAssigned: true, isMixed: true)))
    #expect(words.literals.count == 16)
    #expect(words.literals.contains(.init("wordsapi-key", ignoresCase: true)))
    let near = try #require(catalog.detector(withID: "words-near-key"))
    #expect(near.literals.isEmpty)
    #expect(
      near.toldByWords
        == .init(
          charset: .alphanumeric, length: 24...24, isAssigned: true, isMixed: true,
          words: ["words_inc", "wordsly"],
          distance: 120, names: ["app_id"]))
    #expect(
      near.wordLiterals.map(\.text) == [
        "words_inc", "words-inc", "words.inc", "words inc", "wordsinc", "wordsly",
      ])
  }

  @Test(arguments: [
    (#"\b(ghp_[A-Za-z0-9]{36})\b"#, ["ghp_"], 4),
    (#"(?<![a-z])gh[pou]_[A-Z]+"#, ["ghp_", "gho_", "ghu_"], 4),
    (#"(?<![a-z(])(?!gho)(gh[pou]_[A-Z]+)"#, ["ghp_", "gho_", "ghu_"], 4),
    (#"(?:key|token)=(sk-[a-z]+)"#, ["sk-"], 3),
    (#"user=(?<user>\w+) (?<secret>dop\.v1_[a-f]+)"#, ["dop.v1_"], 7),
    (#"user=(?<user>\w+) (?<secret>dop\.v1_[a-f]+)"#, ["dop.v1"], 6),
    (#"((?:live|test)_[a-z]+)"#, ["live_", "test_"], 5),
    (#"(abc_[a-z]+|[a-z]{9})"#, ["abc_"], 0), (#"(abcd?[0-9]+)"#, ["abcd"], 0),
    (#"https://host/([a-z]+)"#, ["https://"], 0),
  ])
  func `the public prefix is the literal that the value begins with`(
    pattern: String, literals: [String], length: Int
  ) throws {
    let text = Self.text(
      replacing: "pattern", with: "pattern = '''\(pattern)'''\nliterals = \(literals)", dropping: ["literals"]
    )
    let detector = try #require(try DetectorFile(name: "x.toml", text: text).detectors.first)
    #expect(detector.publicPrefix == length)
  }

  @Test(arguments: [
    (
      "pattern", "patern = 'smp_[a-z]+'", 9,
      "detector 'x-token': unknown key 'patern' (did you mean 'pattern'?)"
    ),
    ("pattern", "", 4, "detector 'x-token': neither 'pattern' nor 'context' is given"),
    (
      "pattern", "pattern = '(smp_'", 9,
      "detector 'x-token': pattern does not compile: missing closing parenthesis"
    ),
    ("pattern", "pattern = 3", 9, "detector 'x-token': 'pattern' is not a string"),
    ("literals", "", 4, "detector 'x-token': pattern has no literal to search for"),
    ("literals", "literals = ['ab']", 10, "detector 'x-token': 'ab' is too short to search for"),
    ("literals", "literals = ['né_']", 10, "detector 'x-token': 'né_' is not one line of ASCII"),
    ("id", "id = 'X'", 5, "id 'X' is not made of a-z, 0-9 and '-', with a letter or digit first"),
    ("id", "id = '-x'", 5, "id '-x' is not made of a-z, 0-9 and '-', with a letter or digit first"),
    (
      "severity", "severity = 'hihg'", 7, "detector 'x-token': unknown severity 'hihg' (did you mean 'high'?)"
    ),
    (
      "severity", "severity = 'x'", 7,
      "detector 'x-token': unknown severity 'x': one of low, medium, high, critical"
    ),
    ("lifetime", "", 4, "detector 'x-token': 'lifetime' is missing"),
    (
      "lifetime", "lifetime = 'expiring'\nentropy = 9", 9,
      "detector 'x-token': 'entropy' is 9.0, not within 0.0 to 8.0"
    ),
    (
      "lifetime", "lifetime = 'expiring'\nreach = { before = 70000 }", 9,
      "'before' is 70000, not within 0 to 65536"
    ),
    ("lifetime", "lifetime = 'expiring'\nreach = 'page'", 9, "'reach' is neither \"line\" nor"),
    ("lifetime", "lifetime = 'expiring'\nchecksum = 'gitlub'", 9, "unknown checksum 'gitlub' (did you mean"),
    ("positive", "positive = []", 13, "detector 'x-token': no positive example is given"),
    (
      "positive", "positive = ['{alnun:3}']", 13,
      "detector 'x-token': positive example '{alnun:3}': unknown placeholder"
    ),
    ("category", "category = 'forges'", 2, "unknown category 'forges' (did you mean 'forge'?)"),
    ("category", "", nil, "'category' is missing"),
    ("category", "category = 'forge'\nprovidre = 1", 3, "unknown key 'providre' (did you mean 'provider'?)"),
    ("name", "name = 'x'\n[*]", 7, "neither a table's name nor a value"),
    ("name", "name = 'x'\n [[ [a]]", 7, "neither a table's name nor a value"),
    ("name", "name = \"\"\"x\n[*]\"\"\"\"\n[", 8, "neither a table's name nor a value"),
    ("name", "name = 'a\nb'", 6, ""),
    ("name", "name = ''", 6, "detector 'x-token': 'name' is empty"),
  ])
  func `a bad file is refused with its line and the reason`(
    key: String, line: String, number: Int?, reason: String
  ) {
    let text = Self.text(replacing: key, with: line)
    do {
      _ = try DetectorFile(name: "detectors/x.toml", text: text)
      Issue.record("no error")
    } catch {
      let place = number.map { "detectors/x.toml:\($0): " } ?? "detectors/x.toml: "
      #expect(error.description.hasPrefix(place) && error.description.contains(reason), "\(error)")
    }
  }

  @Test func `errors in nested tables name their own line`() throws {
    let tail = """
      [[detector.companion]]
      role = "a"
      pattern = '''
      [x]
      y = 1'''
      distance = 10

      [[detector.companion]]
      role = "b"
      pattern = "b"
      distance = 70000
      """
    let error = #expect(throws: DetectorError.self) {
      try DetectorFile(name: "x.toml", text: Self.text(replacing: "", with: "") + tail)
    }
    #expect(error?.line == 25)
    #expect(error?.reason == "'distance' is 70000, not within 1 to 65536")
  }

  @Test func `the same id twice is refused, in one file and across files`() throws {
    let text = Self.text(replacing: "", with: "")
    let second = text.split(separator: "\n").dropFirst(2).joined(separator: "\n")
    let twice = #expect(throws: DetectorError.self) { try DetectorFile(name: "x.toml", text: text + second) }
    #expect(twice?.reason == "a second detector 'x-token'")
    let files = [try DetectorFile(name: "x.toml", text: text), try DetectorFile(name: "y.toml", text: text)]
    let across = #expect(throws: DetectorError.self) { try DetectorCatalog(files: files) }
    #expect(across?.description == "y.toml:4: detector 'x-token' is described in x.toml:4 as well")
  }

  @Test func `no mutation of a file crashes the reader`() throws {
    var generator = SeededRandom(seed: 1)
    let source = Array(Self.text(replacing: "", with: "").utf8)
    for _ in 0..<4000 {
      var bytes = source
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...127, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.insert(contentsOf: source[min(index, source.count - 1)...].prefix(20), at: index)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do { _ = try DetectorFile(name: "x.toml", text: text) } catch { #expect(!error.reason.isEmpty) }
    }
  }

  /// A whole file in which the line of one key is another.
  private static func text(replacing key: String, with line: String, dropping dropped: [String] = [])
    -> String
  {
    let lines = [
      "provider = 'X'", "category = 'forge'", "", "[[detector]]", "id = 'x-token'", "name = 'X token'",
      "severity = 'high'", "lifetime = 'long-lived'", "pattern = 'smp_[a-z]{8}'", "literals = ['smp_']", "",
      "[detector.examples]", "positive = ['smp_{lower:8}']", "",
    ]
    return lines.filter { line in !dropped.contains { line.hasPrefix("\($0) =") } }
      .map { !key.isEmpty && $0.hasPrefix("\(key) =") ? line : $0 }.joined(separator: "\n") + "\n"
  }
}
