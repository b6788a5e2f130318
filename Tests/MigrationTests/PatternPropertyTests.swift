import Detectors
import Findings
import Patterns
import TestRepositories
import Testing

@testable import Migration

/// What must hold of any expression.
@Suite struct PatternPropertyTests {
  /// Makes expressions of the grammar that both dialects share.
  private struct Maker {
    var random: Mutator

    mutating func expression(_ depth: Int) -> String {
      let parts = (0...random.below(3)).map { _ in part(depth) }
      return parts.joined()
    }

    private mutating func part(_ depth: Int) -> String {
      let atoms = [
        "zap", "k_", "[a-z0-9]", "\\d", "\\w", "[^\\s\"]", "x", "=", "\\.", "[-_]", "(?i:Ab)", "é", "\\s",
        "'",
      ]
      let quantifiers = ["", "", "?", "{3}", "{2,5}", "+", "*?", "{0,2}"]
      guard depth > 0, random.below(3) == 0 else {
        return atoms[random.below(atoms.count)] + quantifiers[random.below(quantifiers.count)]
      }
      let inner = (0...random.below(3)).map { _ in expression(depth - 1) }.joined(separator: "|")
      return ["(", "(?:", "(?i:", "(?P<n\(random.below(1000))>"][random.below(4)] + inner + ")"
        + ["", "?", "{2}"][random.below(3)]
    }
  }

  @Test(arguments: [RegexDialect.go, .rust])
  func `a text that an expression stands for matches its translation, and holds a required literal`(
    dialect: RegexDialect
  ) throws {
    for seed in FuzzRun(rounds: 400) {
      var maker = Maker(random: Mutator(seed: seed))
      let source = maker.expression(3)
      let foreign = try ForeignPattern(source, dialect: dialect)
      let written = PatternWriter.text(of: foreign, secret: .whole)
      let pattern = try Pattern(written)
      let literals = RequiredLiterals(of: foreign.root)
      for variant in 0..<SampleWriter.variants {
        let template = SampleWriter(variant: variant).template(of: foreign.root)
        let text = try ExampleTemplate(template).text(seed: UInt64(seed))
        #expect(isMatch(pattern, text), "\(source) as \(written) on \(text)")
        guard let literals else { continue }
        let folded = literals.ignoresCase ? text.lowercased() : text
        #expect(literals.texts.contains { folded.contains($0) }, "\(literals) in \(text) of \(source)")
      }
    }
  }

  /// Expressions made at random may backtrack without end: giving up is no answer.
  private func isMatch(_ pattern: Pattern, _ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { MatchBuffer().search(pattern, in: $0) != .noMatch }
  }

  @Test(arguments: [RegexDialect.go, .rust])
  func `damaged expressions are read or refused, in bounds`(dialect: RegexDialect) {
    let sources = [
      #"(?i)\bzap[_-]?(?P<k>key|token)\s*[:=]\s*['"]?([a-z0-9]{20,40}?)(?:\s|$)"#,
      #"[\w.\-&&[^\d]]+\x{41}\pN{2}|\Qa\E"#,
      #"(?x) a # b"#, #"^(?:[^/]+/){0,3}[a-c]?\.(?:lock|sum)$"#,
    ]
    for seed in FuzzRun(rounds: 2000) {
      var mutator = Mutator(seed: seed)
      let source = String(decoding: mutator.damaged(Array(sources[seed % sources.count].utf8)), as: UTF8.self)
      do {
        let pattern = try ForeignPattern(source, dialect: dialect)
        _ = PatternWriter.text(of: pattern, secret: try SecretGroup(nil, in: pattern))
        _ = RequiredLiterals(of: pattern.root)
        _ = SampleWriter(variant: seed % 6).template(of: pattern.root)
      } catch { #expect(!error.description.isEmpty) }
      do { _ = try PathPatterns.globs(of: source) } catch { #expect(!error.description.isEmpty) }
    }
  }

  @Test(arguments: [
    String(repeating: "(?:", count: 90) + "a" + String(repeating: "){8}", count: 90),
    String(repeating: "(?:", count: 90) + "[ab]c" + String(repeating: "){64}", count: 90),
    String(repeating: "(?:", count: 90) + "a?b" + String(repeating: "){0,8}", count: 90),
    String(repeating: "(?:a|", count: 90) + "b" + String(repeating: ")?", count: 90),
    "a" + String(repeating: "?", count: 30_000), "a" + String(repeating: "{2}", count: 10_000),
    String(repeating: "(a|b|c|d|e|f|g|h)", count: 1000), "[" + String(repeating: "[a", count: 10_000),
    String(repeating: "|", count: 30_000),
  ])
  func `repetitions in each other cost little`(source: String) {
    let start = ContinuousClock.now
    for dialect in [RegexDialect.go, .rust] {
      do {
        let pattern = try ForeignPattern(source, dialect: dialect)
        _ = RequiredLiterals(of: pattern.root)
        _ = PatternExtent(of: pattern.root)
        _ = PatternWriter.text(of: pattern, secret: .whole)
        for variant in 0..<6 { _ = SampleWriter(variant: variant).template(of: pattern.root) }
      } catch { #expect(!error.description.isEmpty) }
    }
    do { _ = try PathPatterns.globs(of: source) } catch { #expect(!error.description.isEmpty) }
    #expect(ContinuousClock.now - start < .seconds(20))
  }
}
