@testable import Findings

enum AgeSamples {
  static let now = Timestamp(year: 2026, month: 7, day: 1)

  static func record(
    _ number: Int, detector: String = "key", validity: Validity = .unprobed, rotation: Rotation = .none,
    placement: Placement = .head, start: Timestamp?, cluster: Int = 0, gone: Timestamp? = nil,
    lastLive: Timestamp? = nil, firstDead: Timestamp? = nil, isExample: Bool = false, owner: String? = "Ada"
  ) -> AgeRecord {
    AgeRecord(
      fingerprint: fingerprint(number), detector: detector, provider: "Example", lifetime: .longLived,
      severity: .high, validity: validity, rotation: rotation, placement: placement, start: start,
      repositories: [cluster], owner: owner, surface: "source", isExample: isExample, isEndedByPolicy: false,
      gone: gone, lastLive: lastLive ?? (validity == .live ? now : nil),
      firstDead: firstDead ?? (validity == .dead ? now : nil), looked: now)
  }

  static func fingerprint(_ number: Int) -> Fingerprint {
    Fingerprint(code: (0..<16).map { $0 < 8 ? 0 : UInt8(truncatingIfNeeded: number >> (8 * (15 - $0))) })
  }
}
