package import Findings

/// What `.leakage.toml` says. Read from one's own work tree only, never from a repository under audit.
/// `docs/configuration.md` documents the file; a setting that is nil was not given.
package struct Configuration: Sendable {
  package static let defaultName = ".leakage.toml"

  /// Blobs and files over this many bytes are not searched.
  package var maxSize: Int?
  package var threads: Int?
  /// The least that is reported.
  package var confidence: Finding.Confidence?
  /// Findings that lie at these paths and nowhere else do not count.
  package var excludedPaths: [IgnoreRule]
  package var detectors: DetectorSelection
  /// Detector files or folders to add, relative to the folder of the configuration.
  package var detectorPaths: [String]
  package var policy: Policy?
  /// After how many days a credential is rotated.
  package var rotation: RotationLimits?
  package var ignored: [IgnoreRule]
  package var probing = Probing()

  /// What may be asked of providers.
  package struct Probing: Sendable, Hashable {
    /// Ids of detectors whose credentials may be sent without a question; empty for none.
    package var allowed: Set<String> = []
    /// AWS accounts whose keys are alarms.
    package var canaryAccounts: Set<String> = []
    /// Remotes such as `github.com/acme/*` whose repositories are one's own; nil for no such limit.
    package var ownedRemotes: [PathGlob]?
  }

  package init(
    maxSize: Int? = nil, threads: Int? = nil, confidence: Finding.Confidence? = nil,
    excludedPaths: [IgnoreRule] = [],
    detectors: DetectorSelection = DetectorSelection(), detectorPaths: [String] = [], policy: Policy? = nil,
    ignored: [IgnoreRule] = []
  ) {
    self.maxSize = maxSize
    self.threads = threads
    self.confidence = confidence
    self.excludedPaths = excludedPaths
    self.detectors = detectors
    self.detectorPaths = detectorPaths
    self.policy = policy
    self.ignored = ignored
  }

  /// Everything that hides findings, to be added to the ignore file's rules.
  package var ignoreRules: [IgnoreRule] { ignored + excludedPaths }

  /// Reads the file; all defaults when there is none.
  package static func read(at path: String) throws(SettingsError) -> Configuration {
    guard let text = try TextFile.text(at: path, limit: 16 << 20) else { return Configuration() }
    return try parse(text, path: path)
  }

  /// Reads the text; `path` is what errors call the file.
  package static func parse(_ text: String, path: String) throws(SettingsError) -> Configuration {
    let file = try TOMLSection(text: text, file: path)
    try file.expect(["scan", "detectors", "policy", "probe", "ignore"])
    var result = Configuration()
    if let section = try file.section("scan") { try result.readScan(section) }
    if let section = try file.section("detectors") { try result.readDetectors(section) }
    if let section = try file.section("probe") { try result.readProbing(section) }
    if let section = try file.section("policy") { try result.readPolicy(section) }
    for section in try file.sections("ignore") ?? [] { result.ignored.append(try IgnoreRule(section)) }
    return result
  }
}

extension Configuration {
  private mutating func readScan(_ section: TOMLSection) throws(SettingsError) {
    try section.expect(["max-size", "threads", "confidence", "exclude-paths"])
    maxSize = try Configuration.size("max-size", in: section)
    threads = try section.integer("threads", in: 1...1024)
    confidence = try section.term("confidence")
    for pattern in try section.strings("exclude-paths") ?? [] {
      guard !IgnoreRule.hidesEverything(pattern) else {
        throw section.wrong("exclude-paths", "must not match every file")
      }
      excludedPaths.append(
        IgnoreRule(
          subject: .path(PathGlob(pattern)), reason: "excluded path", source: .configuration,
          place: section.place("exclude-paths"), isStanding: true))
    }
  }

  private static func size(_ key: String, in section: TOMLSection) throws(SettingsError) -> Int? {
    guard section.has(key) else { return nil }
    let bytes =
      section.isInteger(key)
      ? try section.integer(key, in: 1...Int.max) : try section.string(key).flatMap(ByteSize.bytes)
    guard let bytes, bytes > 0 else {
      throw section.wrong(key, "must be a size", help: "write it as \"64MiB\", \"500k\" or 1048576")
    }
    return bytes
  }

  private mutating func readProbing(_ section: TOMLSection) throws(SettingsError) {
    try section.expect(["allow", "canary-accounts", "owned-remotes"])
    probing.allowed = Set(try section.strings("allow") ?? [])
    probing.canaryAccounts = Set(try section.strings("canary-accounts") ?? [])
    guard
      probing.canaryAccounts.allSatisfy({
        $0.utf8.count == 12 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { throw section.wrong("canary-accounts", "must be account numbers of twelve digits") }
    guard let remotes = try section.strings("owned-remotes") else { return }
    guard remotes.allSatisfy({ $0.contains("/") }) else {
      throw section.wrong(
        "owned-remotes", "must name host and path", help: "write them as \"github.com/acme/*\"")
    }
    probing.ownedRemotes = remotes.map { PathGlob($0.lowercased()) }
  }

  private mutating func readDetectors(_ section: TOMLSection) throws(SettingsError) {
    try section.expect(["enable", "disable", "path"])
    detectors.enabled = Set(try section.strings("enable") ?? [])
    detectors.disabled = Set(try section.strings("disable") ?? [])
    if section.has("enable"), detectors.enabled.subtracting(detectors.disabled).isEmpty {
      throw section.wrong("enable", "leaves no detector")
    }
    guard section.has("path") else { return }
    detectorPaths =
      section.isString("path")
      ? [try section.string("path")].compactMap(\.self) : try section.strings("path") ?? []
  }
}

extension IgnoreRule {
  fileprivate init(_ section: TOMLSection) throws(SettingsError) {
    try section.expect(["fingerprint", "path", "detector", "reason", "until"])
    let detector = try section.string("detector")
    var expires: Timestamp?
    if let day = try section.day("until") {
      guard let moment = IgnoreRule.expiry(until: day) else {
        throw section.wrong("until", "must be a date such as 2027-12-31")
      }
      expires = moment
    }
    self.init(
      subject: try IgnoreRule.subject(section, hasDetector: detector != nil), detector: detector,
      reason: try section.string("reason"), expires: expires, source: .configuration, place: section.place())
  }

  private static func subject(_ section: TOMLSection, hasDetector: Bool) throws(SettingsError) -> Subject {
    switch (try section.string("fingerprint"), try section.string("path")) {
    case (let text?, nil):
      guard let fingerprint = Fingerprint(text) else {
        throw section.wrong("fingerprint", "must be 32 lower-case hexadecimal digits")
      }
      return .fingerprint(fingerprint)
    case (nil, let pattern?):
      guard hasDetector || !hidesEverything(pattern) else {
        throw section.wrong("path", "matches every file: add a detector, or disable the detectors")
      }
      return .path(PathGlob(pattern))
    default: throw section.wrong("path", "or a fingerprint must be given, and not both")
    }
  }
}
