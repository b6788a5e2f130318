import Scanning
import TestRepositories
import Testing

/// Seeded damage to `.leakage.toml`: it is read or refused with its place. `LEAKAGE_FUZZ_SECONDS` makes it run that
/// long.
struct ConfigurationMutationTests {
  private static let text = """
    [scan]
    max-size = "64MiB"
    threads = 3
    exclude-paths = ["vendor/**", "*.lock"]

    [detectors]
    enable = ["a", "b"]
    path = ["extra", "more"]

    [[policy.fail-on]]
    verdicts = ["open-door"]
    min-severity = "high"
    max-age-days = { long-lived = 90, ephemeral = 0 }

    [[ignore]]
    path = "tests/**"
    detector = "sample"
    reason = "made up"
    until = 2030-01-01
    """

  @Test func `a damaged configuration is read or refused`() {
    let lines = Self.text.split(separator: "\n").map(String.init)
    var refused = 0
    for round in FuzzRun(rounds: 4000) {
      var random = Mutator(seed: round)
      var order = lines
      for _ in 0..<random.below(3) { order.swapAt(random.below(order.count), random.below(order.count)) }
      if random.below(4) == 0 {
        order.insert(lines[random.below(lines.count)], at: random.below(order.count))
      }
      var bytes = Array(order.joined(separator: "\n").utf8)
      if random.below(4) > 0 { bytes = random.damaged(bytes, most: 3) }
      do throws(SettingsError) {
        _ = try Configuration.parse(String(decoding: bytes, as: UTF8.self), path: ".leakage.toml")
      } catch {
        refused += 1
        #expect(error.place.hasPrefix(".leakage.toml"))
      }
    }
    #expect(refused > 100)
  }
}
