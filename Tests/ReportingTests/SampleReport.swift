import Findings

/// Hand-built reports that show every verdict, state and oddity. Their values are redactions: there is no
/// secret behind them.
enum SampleReport {
  static let now = Timestamp(year: 2026, month: 11, day: 24)

  static let tool = Report.Tool(version: "0.1.0", detectors: 64, catalog: "5f1d3a7c9b2e4f60")

  static var empty: Report {
    var statistics = Statistics()
    statistics.objects = 1_204
    statistics.blobs = 480
    statistics.blobBytes = 3_482_113
    statistics.matchedBytes = 902_113
    statistics.commits = 211
    statistics.trees = 513
    statistics.refs = 3
    return Report(
      tool: tool, generatedAt: now,
      targets: [
        .init(
          kind: .repository, path: "/srv/git/website", remote: "https://git.example.org/website.git",
          revision: commit(0x0E, on: now).id, branch: "main")
      ], detectors: [], findings: [], diagnostics: [], statistics: statistics)
  }

  static var emptyAndIncomplete: Report {
    var report = empty
    report.diagnostics = [diagnostics[1]]
    return report
  }

  static var rich: Report {
    var statistics = Statistics()
    statistics.objects = 1_214_553
    statistics.blobs = 402_117
    statistics.blobBytes = 5_808_113_402
    statistics.matchedBytes = 1_204_113_402
    statistics.commits = 32_018
    statistics.trees = 611_008
    statistics.refs = 57
    statistics.files = 12
    statistics.skipped = 2
    statistics.suppressed = 1
    statistics.seconds = 3.14
    return Report(
      tool: tool, generatedAt: now, targets: targets, detectors: detectors, findings: findings,
      diagnostics: diagnostics, statistics: statistics)
  }

  /// Three hundred findings, as an old repository has them.
  static var crowded: Report {
    var report = rich
    report.diagnostics = []
    report.findings = (0..<300).map { index in
      let start = Timestamp(seconds: now.seconds - Int64((index * 37) % 3_000) * 86_400)
      return finding(
        UInt8(index % 256), count: index, detector: detectors[index % detectors.count].id,
        validity: index % 9 == 0 ? .live : index % 5 == 0 ? .dead : .unprobed,
        rotation: index % 3 == 0 ? .none : index % 3 == 1 ? .removed : .superseded,
        placement: index % 3 == 0 ? .head : .history,
        exposure: Exposure(firstCommit: commit(UInt8(index % 256), on: start), start: start),
        occurrences: [
          occurrence(
            "services/team-\(index % 7)/deploy/environments/region-\(index)/values.yaml", line: index + 1)
        ])
    }
    return report
  }

  private static let targets: [Report.Target] = [
    .init(
      kind: .repository, path: "/srv/git/payments", remote: "git@git.example.org:acme/payments.git",
      revision: commit(0x3F, on: now).id, branch: "main", isShallow: true, scope: "refs/heads/main")
  ]

  static let diagnostics = [
    Diagnostic(
      severity: .error, code: "object-corrupt", message: "zlib stream is cut off",
      place: "9b1f0c2d4e5a69788796a5b4c3d2e1f00f1e2d3c", help: "git fsck --full", isIncomplete: true),
    Diagnostic(
      severity: .error, code: "blob-missing", message: "partial clone: the blob was never fetched",
      place: "1111111111111111111111111111111111111111", help: "git fetch --refetch --filter=blob:none",
      isIncomplete: true),
    Diagnostic(
      severity: .error, code: "blob-missing", message: "partial clone: the blob was never fetched",
      place: "2222222222222222222222222222222222222222", help: "git fetch --refetch --filter=blob:none",
      isIncomplete: true),
    Diagnostic(
      severity: .warning, code: "file-skipped", message: "is larger than --max-size (64 MiB)",
      place: "assets/\u{1b}[2Jvideo.mp4", help: "leakage scan --max-size 256M", isIncomplete: false),
    Diagnostic(
      severity: .note, code: "shallow-clone", message: "ages are lower bounds", isIncomplete: false),
  ]

  static func commit(
    _ seed: UInt8, on date: Timestamp, authored: Timestamp? = nil, name: String = "Ada Lovelace",
    subject: String = "Configure the deployment"
  ) -> CommitSummary {
    CommitSummary(
      id: hexadecimal(seed, digits: 40),
      author: Signature(name: name, email: "ada@example.org", date: authored ?? date),
      committer: Signature(name: name, email: "ada@example.org", date: date), subject: subject)
  }

  static func occurrence(
    _ path: String, line: Int = 12, medium: Occurrence.Medium = .file, key: String? = nil,
    introduced: CommitSummary? = nil, removed: CommitSummary? = nil, isInPlace: Bool = false
  ) -> Occurrence {
    Occurrence(
      medium: medium, surface: medium == .commitMessage ? nil : SurfaceIndex.shared.surface(of: path),
      path: path, line: line, column: 9, blob: hexadecimal(0xB1, digits: 40), key: key,
      introduced: introduced, removed: removed, isInPlace: isInPlace)
  }

  static func finding(
    _ seed: UInt8, count: Int = 0, detector: String, redacted: String = "… (40 chars)",
    validity: Validity = .unprobed, rotation: Rotation = .none, placement: Placement = .head,
    exposure: Exposure, occurrences: [Occurrence]
  ) -> Finding {
    rated(
      Finding(
        fingerprint: fingerprint(seed, count), detector: detector, redacted: redacted, entropy: 4.5,
        confidence: .high, validity: validity, rotation: rotation, placement: placement, exposure: exposure,
        occurrences: occurrences))
  }

  static func fingerprint(_ seed: UInt8, _ count: Int = 0) -> Fingerprint {
    let bytes = (0..<16).map { UInt8(truncatingIfNeeded: Int(seed) &* 31 &+ $0 &* 77 &+ count &* 13) }
    return Fingerprint(code: bytes)
  }

  /// Digits that look random and are not.
  static func hexadecimal(_ seed: UInt8, digits: Int) -> String {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    return String(
      (0..<digits).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Character(String(state >> 60, radix: 16))
      })
  }
}
