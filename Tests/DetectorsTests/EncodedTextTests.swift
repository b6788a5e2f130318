import Detectors
import EmbeddedDetectors
import Findings
import Foundation
import Testing

/// Secrets of the embedded catalogue in other encodings.
struct EncodedTextTests {
  private static let plan = ScanPlan(.embedded)

  /// A result and the offset where it was found.
  private struct Found: Hashable {
    let detector: String
    let value: [UInt8]
    let offset: Int
    let encoding: String?
  }

  private static func search(_ text: [UInt8], with matcher: Matcher = Matcher(plan)) -> [Found] {
    let starts = [0] + text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 }
    return text.withUnsafeBytes { buffer in
      matcher.resolve(matcher.match(buffer), in: buffer).map { match in
        Found(
          detector: plan.catalog.detectors[match.detector].id, value: match.value,
          offset: starts[match.line - 1] + match.column - 1, encoding: match.encoding.name)
      }
    }
  }

  private static func expect(_ text: String, in encoders: [TextEncoder], with matcher: Matcher) {
    // What only a name tells needs the name on its line, and encoded lines may be cut anywhere.
    let plain = search(Array(text.utf8), with: matcher)
      .filter { $0.encoding == nil && (encoders == [.base64] || !isToldByName($0.detector)) }
    let layered = LayeredText(text, encoders)
    let found = search(Array("data: \"".utf8) + layered.bytes + Array("\"\n".utf8), with: matcher)
    for secret in plain {
      let place = layered.place(of: secret.offset) + 7
      let match = found.first { $0.detector == secret.detector && $0.value == secret.value }
      // A value may as well have the percent signs that encoding gave it.
      if match == nil, encoders == [.percentSome], found.contains(where: { $0.detector == secret.detector }) {
        continue
      }
      #expect(match != nil, "\(secret.detector) in \(encoders.map(\.rawValue))")
      guard let match, let encoding = match.encoding else { continue }
      #expect(match.offset == place, "\(secret.detector) in \(encoders.map(\.rawValue))")
      #expect(layered.names.contains(encoding), "\(secret.detector) in \(encoders.map(\.rawValue))")
    }
  }

  private static func isToldByName(_ detector: String) -> Bool {
    ["generic-"].contains { detector.hasPrefix($0) }
      || ["-other", "-credential"].contains { detector.hasSuffix($0) }
  }

  private static func examples(_ id: String) -> [String] {
    guard let detector = DetectorCatalog.embedded.detector(withID: id) else { return [] }
    return DetectorExamples(DetectorCatalog(detectors: [detector]), seeds: 1).filter(\.shouldMatch)
      .map { "# settings\n\($0.text)\n" }
  }

  @Test(arguments: DetectorCatalog.embedded.detectors.map(\.id))
  func `every detector finds its secrets in encodings`(id: String) {
    let matcher = Matcher(Self.plan)
    // Of each detector one example in base64 and two more encodings, by turns: the detectors together see all.
    guard let example = Self.examples(id).first else { return }
    let turn = DetectorCatalog.embedded.detectors.firstIndex { $0.id == id } ?? 0
    let others = TextEncoder.allCases
    for encoder in Set([.base64, others[turn % others.count], others[(turn + 5) % others.count]]) {
      Self.expect(example, in: [encoder], with: matcher)
    }
  }

  static let samples = [
    "github-pat-classic", "aws-access-key", "uri-postgres", "pk-rsa", "stripe-secret", "slack-bot",
    "generic-password",
    "sendgrid", "netrc", "openai-project",
  ].filter { DetectorCatalog.embedded.detector(withID: $0) != nil }

  @Test(arguments: samples, TextEncoder.allCases)
  func `encodings are taken off in any mix, three deep`(id: String, inner: TextEncoder) {
    let matcher = Matcher(Self.plan)
    let example = Self.examples(id)[0]
    for middle in TextEncoder.allCases {
      Self.expect(example, in: [inner, middle], with: matcher)
      for outer in [TextEncoder.base64, .indentedLines, .hex, .percentSome, .unicodeEscapes] {
        Self.expect(example, in: [inner, middle, outer], with: matcher)
      }
    }
  }
}
