import Findings

extension SampleReport {
  /// In the order that a scan gives them.
  static var findings: [Finding] {
    [
      openDoor, replaced, deleted, suspect, reintroduced, wide, shallow, uncommitted, hostile, message,
      deletedUnproven, probablyRotated, stale, rotated, cleaned, suppressed, baselined, updated, gone,
    ].map(rated)
  }

  /// With the surfaces of its places and the severity that follows from them.
  static func rated(_ finding: Finding) -> Finding {
    var finding = finding
    finding.surfaces = Set(finding.occurrences.compactMap(\.surface)).sorted()
    let base = detectors.first { $0.id == finding.detector }?.severity ?? .medium
    let rating = SeverityRating(detector: base, facts: finding.facts, surfaces: finding.surfaces)
    finding.severity = rating.severity
    finding.severityReasons = rating.reasons
    return finding
  }

  static func exposure(
    _ seed: UInt8, _ year: Int, _ month: Int, _ day: Int, authored: Timestamp? = nil,
    removed: CommitSummary? = nil, isAtLeast: Bool = false
  ) -> Exposure {
    let start = Timestamp(year: year, month: month, day: day)
    return Exposure(
      firstCommit: commit(seed, on: start, authored: authored), start: start, authored: authored ?? start,
      removedAt: removed?.committer.date, removedBy: removed, isAtLeast: isAtLeast)
  }

  private static var openDoor: Finding {
    let first = commit(1, on: Timestamp(year: 2022, month: 8, day: 14))
    let later = commit(2, on: Timestamp(year: 2024, month: 1, day: 9))
    return Finding(
      fingerprint: fingerprint(1), detector: "github-pat-classic", redacted: "ghp_… (40 chars)",
      entropy: 4.875,
      confidence: .certain, validity: .live,
      validityReason: "GET /user answered 200 with scopes repo, workflow",
      rotation: .none, placement: .head, exposure: exposure(1, 2022, 8, 14),
      occurrences: [
        occurrence("config/deploy.yml", key: "GITHUB_TOKEN", introduced: first, isInPlace: true),
        occurrence("docs/setup.md", line: 88, introduced: first, removed: later),
        occurrence("scripts/release.sh", line: 3, introduced: later, isInPlace: true),
        occurrence(".env.production", line: 1, introduced: later, isInPlace: true),
        occurrence("old/release.sh", line: 3, introduced: first, removed: later),
        occurrence(".mcp.json", line: 8, key: "GITHUB_TOKEN", introduced: later, isInPlace: true),
      ], occurrenceCount: 1_204,
      refs: ["refs/heads/main", "refs/heads/release/1.x", "refs/remotes/origin/main", "refs/tags/v1.0"],
      refCount: 57)
  }

  private static var replaced: Finding {
    let by = commit(4, on: Timestamp(year: 2025, month: 2, day: 28))
    let start = Timestamp(year: 2023, month: 5, day: 30)
    var finding = Finding(
      fingerprint: fingerprint(2), detector: "aws-access-key", redacted: "AKIA… (20 chars)",
      companions: ["secret": "… (40 chars)", "region": "eu-central-1"], entropy: 3.5, confidence: .high,
      validity: .limited, validityReason: "sts:GetCallerIdentity answered 200", rotation: .superseded,
      placement: .history, exposure: exposure(3, 2023, 5, 30, removed: by),
      occurrences: [
        occurrence("infra/terraform.tfvars", line: 4, introduced: commit(3, on: start), removed: by)
      ],
      events: [
        RotationEvent(
          kind: .superseded, commit: by, path: "infra/terraform.tfvars", successor: fingerprint(44))
      ])
    finding.facts = Facts([.account: "012345678901"])
    return finding
  }

  private static var deleted: Finding {
    let by = commit(6, on: Timestamp(year: 2021, month: 3, day: 2))
    return Finding(
      fingerprint: fingerprint(3), detector: "postgres-url", redacted: "postgres://… (61 chars)",
      companions: ["host": "db.example.org", "user": "app"], entropy: 4.1, confidence: .high, validity: .live,
      validityReason: "authentication succeeded", rotation: .removed, placement: .history,
      exposure: exposure(5, 2021, 3, 1, removed: by), occurrences: [occurrence("app/settings.py", line: 41)],
      events: [
        RotationEvent(
          kind: .replacedByReference, commit: by, path: "app/settings.py", reference: "${DATABASE_URL}")
      ])
  }

  private static var suspect: Finding {
    finding(
      4, detector: "generic-assignment", redacted: "… (32 chars)",
      exposure: exposure(7, 2018, 6, 1, authored: Timestamp(year: 2017, month: 12, day: 24)),
      occurrences: [occurrence("src/main/resources/application.properties", isInPlace: true)])
  }

  private static var reintroduced: Finding {
    let away = commit(8, on: Timestamp(year: 2025, month: 1, day: 2))
    let back = commit(9, on: Timestamp(year: 2025, month: 1, day: 9))
    return Finding(
      fingerprint: fingerprint(5), detector: "postgres-url", redacted: "postgres://… (48 chars)",
      entropy: 3.9,
      confidence: .medium, validity: .unknown, validityReason: "the host did not answer within 5 s",
      rotation: .none, placement: .branch, exposure: exposure(8, 2024, 12, 1),
      occurrences: [occurrence("compose.yaml", line: 17)],
      events: [
        RotationEvent(kind: .removed, commit: away, path: "compose.yaml"),
        RotationEvent(kind: .reintroduced, commit: back, path: "compose.yaml"),
      ], refs: ["refs/heads/feature/billing"])
  }

  private static var wide: Finding {
    finding(
      6, detector: "github-pat-classic", redacted: "ghp_… (40 chars)",
      exposure: exposure(10, 2026, 4, 24),
      occurrences: [
        occurrence("文档/部署/配置文件说明书/生产环境/数据库连接参数与访问令牌.md", line: 7, isInPlace: true),
        occurrence("cafe\u{301}/👩‍💻🚀/naïve file name.txt", line: 2, isInPlace: true),
      ])
  }

  private static var shallow: Finding {
    finding(
      7, detector: "jwt", redacted: "eyJ… (212 chars)", exposure: exposure(11, 2026, 11, 12, isAtLeast: true),
      occurrences: [
        occurrence("test/fixtures/session.json", line: 1, isInPlace: true),
        occurrence(".github/workflows/deploy.yml", line: 30, isInPlace: true),
      ])
  }

  private static var uncommitted: Finding {
    finding(
      8, detector: "github-pat-classic", redacted: "ghp_… (40 chars)", placement: .uncommitted,
      exposure: Exposure(), occurrences: [occurrence(".env", line: 2, medium: .workTree, isInPlace: true)])
  }

  /// Its dates lie, and its names try to deceive the terminal.
  private static var hostile: Finding {
    let claimed = Timestamp(year: 1999, month: 1, day: 1)
    let bounds = DateBounds(
      earliest: Timestamp(year: 2023, month: 2, day: 1), latest: Timestamp(year: 2023, month: 2, day: 17))
    let first = commit(12, on: claimed, name: "Mallory\u{1b}[31m\u{202e}ecilA", subject: "x\ny")
    return Finding(
      fingerprint: fingerprint(9), detector: "aws-access-key", redacted: "AKIA… (20 chars)", entropy: 3.6,
      confidence: .high, validity: .unprobed, rotation: .none, placement: .head,
      exposure: Exposure(
        firstCommit: first, start: bounds.earliest, authored: claimed, dateSuspect: true, bounds: bounds),
      occurrences: [
        occurrence("bin/\u{1b}]0;owned\u{7}\u{202e}gpj.[exe](http://example.org)\r\n", isInPlace: true)
      ])
  }

  private static var message: Finding {
    finding(
      10, detector: "jwt", redacted: "eyJ… (180 chars)", placement: .unreachable,
      exposure: exposure(13, 2020, 2, 29),
      occurrences: [occurrence("message of commit 5d0c7a91f3", line: 3, medium: .commitMessage)])
  }

  private static var deletedUnproven: Finding {
    let by = commit(15, on: Timestamp(year: 2019, month: 9, day: 9))
    return Finding(
      fingerprint: fingerprint(11), detector: "generic-assignment", redacted: "… (24 chars)", entropy: 4.2,
      confidence: .low, validity: .unprobeable, rotation: .removed, placement: .history,
      exposure: exposure(14, 2019, 9, 1, removed: by),
      occurrences: [occurrence("Vagrantfile", line: 30, removed: by)],
      events: [RotationEvent(kind: .removed, commit: by, path: "Vagrantfile")])
  }

  private static var probablyRotated: Finding {
    let by = commit(17, on: Timestamp(year: 2024, month: 4, day: 4))
    return Finding(
      fingerprint: fingerprint(12), detector: "aws-access-key", redacted: "AKIA… (20 chars)", entropy: 3.5,
      confidence: .high, validity: .unprobed, rotation: .superseded, placement: .history,
      exposure: exposure(16, 2020, 10, 10, removed: by),
      occurrences: [occurrence("infra/variables.tf", line: 9, removed: by)],
      events: [
        RotationEvent(kind: .superseded, commit: by, path: "infra/variables.tf", successor: fingerprint(2))
      ])
  }

  private static var stale: Finding {
    var finding = Finding(
      fingerprint: fingerprint(13), detector: "jwt", redacted: "eyJ… (240 chars)", entropy: 5.5,
      confidence: .certain, validity: .expired, validityReason: "exp claim 2024-05-01 has passed",
      rotation: .none, placement: .head, exposure: exposure(18, 2024, 4, 1),
      carriedDates: CarriedDates(
        created: Timestamp(year: 2024, month: 4, day: 1), expires: Timestamp(year: 2024, month: 5, day: 1),
        source: "jwt"), occurrences: [occurrence("spec/fixtures/token.txt", line: 1, isInPlace: true)])
    finding.facts = Facts([
      .tokenType: "JWT", .algorithm: "RS256", .keyID: "2024-03", .issuer: "https://id.example.org/",
      .subject: "a…@example.org", .scope: "openid profile", .issued: "2024-04-01", .expires: "2024-05-01",
    ])
    return finding
  }

  private static var rotated: Finding {
    finding(
      14, detector: "github-pat-classic", redacted: "ghp_… (40 chars)", validity: .dead,
      rotation: .superseded, placement: .history, exposure: exposure(19, 2021, 1, 1),
      occurrences: [occurrence("ci/settings.xml", line: 5)])
  }

  private static var cleaned: Finding {
    finding(
      15, detector: "aws-access-key", redacted: "AKIA… (20 chars)", validity: .dead, rotation: .removed,
      placement: .history, exposure: exposure(20, 2016, 7, 7), occurrences: [occurrence("deploy.rb", line: 2)]
    )
  }
}
