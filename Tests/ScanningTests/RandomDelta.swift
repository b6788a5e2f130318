import Detectors
import Findings
import Foundation

/// Texts over a small alphabet of telling pieces, and random deltas between them.
struct RandomDelta {
  var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// Patterns so loose that random text is full of them.
  static let catalog = DetectorCatalog(
    detectors: [
      detector("narrow", #"\babc[a-d]{1,4}\b"#, "abc"),
      detector("narrow-end", #"^x?bcd.{0,6}$"#, "bcd"),
      detector("block", #"BEG[^Z]{0,60}?END"#, "BEG", reach: .init(before: 0, after: 70, isLine: false)),
      detector(
        "behind", #"(?<secret>[a-d]{2,5})\s*<<<"#, "<<<", reach: .init(before: 30, after: 0, isLine: false)),
      detector(
        "long-line", #"wide.{0,500}?stop"#, "wide", reach: .init(before: 10, after: 2000, isLine: true)),
      companion("required", isRequired: true), companion("optional", isRequired: false),
      context("assigned", isAssigned: true, reach: .line), context("nearby", isAssigned: false, reach: .line),
      context("assigned-wide", isAssigned: true, reach: .init(before: 0, after: 40, isLine: false)),
      context("nearby-wide", isAssigned: false, reach: .init(before: 0, after: 25, isLine: false)),
      words("words", names: []), words("words-near", names: ["pre"], distance: 12, mixed: true),
    ], digest: "0000000000000000")

  private static let pieces: [[UInt8]] = [
    "abc", "a", "b", "cd", "d", "\n", "\n", "\n", "\r\n", " ", " ", "x", "bcd", "BEG", "END", "Z", "<<<",
    "wide", "stop",
    "AKX", "1", "2", "77", "sk", "sk12", "key", "KEY", "=", " = ", ": ", "\"", "'", "a1b2", "--", "<", ">",
    "(", ",", "pre_", "public_", "no_",
    "acme", "acme", "Acme_key = ", "acme:\n", "token ", "sha ", "\nkey: ", "a1b2c3d4", "\"a1b2c3d4\"",
    "YWJjZA", "YWJj", "FhYmNk", "hYmNkZC", "ab", "tok", "_", "\n\n", "Q", "\0",
    "=", "==", "\\", "\\n", "\\\"", "+", ".", "\" +\n \"", "%", "\r\n  ",
  ].map { Array($0.utf8) }

  /// Texts in all encodings, whole and as lines of one length, and what may stand between two lines.
  private static let encodedPieces: [[UInt8]] = [
    "abc key=a1b2 abcd bcd\nAKX12 sk34 BEG ab END \"key\": \"b2c3\" wide ab stop abc\n",
    "x=abca; key: \"d4\" AKX7 sk1",
    "key=a1b2c3 and some more words until abc <<< stands here bcd\nbcd",
    "abcabcabcabcabcabcabcabcabcabc abcd",
  ].flatMap { text -> [String] in
    let bytes = Array(text.utf8)
    let base64 = Data(bytes).base64EncodedString()
    let twice = Data(base64.utf8).base64EncodedString()
    let hex = bytes.map { hexDigits($0) }.joined()
    return [
      base64, twice, hex, hex.uppercased(), bytes.map { "%" + hexDigits($0) }.joined(),
      bytes.map { "\\x" + hexDigits($0) }.joined(), bytes.map { "\\u00" + hexDigits($0) }.joined(),
      text.replacing("=", with: "%3D").replacing(" ", with: "%20").replacing("\n", with: "%0A"),
      text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n"),
    ] + lines(base64, 40) + lines(twice, 60) + lines(hex, 44)
  }.map { Array($0.utf8) }

  private static func hexDigits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  /// The lines with separators, one by one and all.
  private static func lines(_ text: String, _ length: Int) -> [String] {
    let lines = stride(from: 0, to: text.count, by: length).map { String(text.dropFirst($0).prefix(length)) }
    return lines
      + ["\n", "\r\n    ", "\\n", "\"\n + \""].flatMap { separator in
        lines.map { $0 + separator } + [lines.joined(separator: separator)]
      }
  }

  mutating func text(pieces count: Int) -> [UInt8] {
    // Some texts are one long line: there the margins count.
    let isOneLine = Int.random(in: 0..<4, using: &random) == 0
    return (0..<count).flatMap { _ in
      let pool = Int.random(in: 0..<8, using: &random) == 0 ? RandomDelta.encodedPieces : RandomDelta.pieces
      let piece = pool[Int.random(in: 0..<pool.count, using: &random)]
      if isOneLine, piece.contains(0x0A) {
        return [UInt8](repeating: UInt8(ascii: "y"), count: Int.random(in: 0..<90, using: &random))
      }
      return piece
    }
  }

  /// A few copies and insertions that make a text of a base.
  mutating func edit(_ base: [UInt8]) -> (text: [UInt8], segments: [TextSegment]) {
    var text: [UInt8] = []
    var segments: [TextSegment] = []
    func append(_ bytes: some Collection<UInt8>, from source: Int) {
      guard !bytes.isEmpty else { return }
      segments.append(TextSegment(target: text.count, source: source, length: bytes.count))
      text += bytes
    }
    var position = Int.random(in: 0..<4, using: &random) == 0 ? cut(in: base) : 0
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let end = max(position, cut(in: base))
      append(base[position..<end], from: position)
      position = end
      switch Int.random(in: 0..<6, using: &random) {
      case 0: position = min(base.count, position + Int.random(in: 0..<40, using: &random))
      case 1: position = cut(in: base)
      case 2:
        let start = cut(in: base)
        append(base[start..<min(base.count, start + Int.random(in: 0..<50, using: &random))], from: start)
      default: append(self.text(pieces: Int.random(in: 1..<6, using: &random)), from: -1)
      }
    }
    if Int.random(in: 0..<3, using: &random) > 0 { append(base[position...], from: position) }
    return (text, segments)
  }

  /// Any offset, or the start of a line.
  private mutating func cut(in base: [UInt8]) -> Int {
    let offset = Int.random(in: 0...base.count, using: &random)
    guard Bool.random(using: &random) else { return offset }
    return base[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? offset
  }

  private static func detector(
    _ id: String, _ pattern: String, _ literal: String, reach: Detector.Reach = .line
  ) -> Detector {
    Detector(
      summary: summary(id), rule: .pattern(pattern),
      literals: [.init(literal)], reach: reach, rejectsPlaceholders: false)
  }

  private static func companion(_ id: String, isRequired: Bool) -> Detector {
    Detector(
      summary: summary(id), rule: .pattern(#"AKX[0-9]{1,3}"#), literals: [.init("AKX")],
      reach: .init(before: 40, after: 40, isLine: false), rejectsPlaceholders: false,
      companions: [
        .init(
          role: "secret", pattern: #"sk([0-9]*)"#, distance: 25, isRequired: isRequired, isSecret: true,
          minEntropy: 0)
      ])
  }

  private static func context(_ id: String, isAssigned: Bool, reach: Detector.Reach) -> Detector {
    Detector(
      summary: summary(id),
      rule: .context(.init(charset: .alphanumeric, length: 2...6, isAssigned: isAssigned, isMixed: false)),
      literals: [.init("key", ignoresCase: true)], reach: reach, rejectsPlaceholders: false)
  }

  private static func words(
    _ id: String, names: [String], distance: Int = 40, mixed: Bool = false
  ) -> Detector {
    Detector(
      summary: summary(id),
      rule: .context(
        .init(
          charset: .alphanumeric, length: 4...8, isAssigned: true, isMixed: mixed, words: ["acme"],
          distance: distance, names: names)),
      literals: [], rejectsPlaceholders: false)
  }

  private static func summary(_ id: String) -> DetectorSummary {
    DetectorSummary(
      id: id, name: id, provider: "test",
      category: id == "assigned" || id == "assigned-wide" ? "generic" : "test",
      severity: .low, lifetime: .longLived)
  }
}
