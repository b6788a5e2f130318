import Detectors
import Findings
import Scanning
import TestRepositories
import Testing

@testable import leakage

/// Texts with made-up secrets.
struct RedactionSample {
  private let spotter: SecretSpotter

  init() throws {
    spotter = SecretSpotter(try CatalogLoading.catalog(adding: []), least: .medium, key: FingerprintKey([7]))
  }

  static func token(_ template: String, _ seed: UInt64 = 1) throws -> String {
    try ExampleTemplate(template).text(seed: seed)
  }

  static func github(_ seed: UInt64 = 1) throws -> String { try token("ghp_{alnum:30}{crc:github}", seed) }

  /// The lines of a private key, whose bytes are no key.
  static func key(_ seed: UInt64 = 1, lines: Int = 24) throws -> [String] {
    let body = try (0..<lines).map { try token("{base64:64}", seed * 100 + UInt64($0)) }
    return ["-----BEGIN RSA PRIVATE" + " KEY-----"] + body + ["-----END RSA PRIVATE" + " KEY-----"]
  }

  func filter() -> RedactionFilter { RedactionFilter(spotter, PlaceholderNames(key: FingerprintKey([7]))) }

  /// What comes out when the text goes in as pieces that end at the cuts.
  func redacted(_ text: [UInt8], cutAt cuts: [Int] = []) -> [UInt8] {
    var filter = filter()
    var output: [UInt8] = []
    var start = 0
    for cut in cuts + [text.count] {
      filter.take(text[start..<cut])
      output += filter.takeOutput()
      start = cut
    }
    filter.finish()
    return output + filter.takeOutput()
  }

  func redacted(_ text: String) -> String { String(decoding: redacted(Array(text.utf8)), as: UTF8.self) }
}

/// `leakage redact` is the same filter for every way that a stream comes in.
struct RedactionTests {
  private let stream: RedactionSample

  init() throws { stream = try RedactionSample() }

  @Test func `a secret becomes its placeholder, and nothing else changes`() throws {
    let token = try RedactionSample.github()
    let text = stream.redacted("before\nexport TOKEN=\(token) # why\nafter")
    #expect(text.firstMatch(of: /^before\nexport TOKEN=\[redacted:ghp_:[0-9a-f]{8}\] # why\nafter$/) != nil)
  }

  @Test func `the same secret has the same placeholder, another has another`() throws {
    let (one, two) = (try RedactionSample.github(1), try RedactionSample.github(2))
    let text = stream.redacted("a \(one)\nb \(two)\nc {\"token\": \"\(one)\"}\n")
    let names = text.matches(of: /\[redacted:ghp_:([0-9a-f]{8})\]/).map { String($0.1) }
    #expect(names.count == 3 && names[0] == names[2] && names[0] != names[1])
  }

  @Test func `a key in lines is one placeholder`() throws {
    let lines = try RedactionSample.key()
    let text = stream.redacted("$ cat key\n" + lines.joined(separator: "\n") + "\n$ echo\n")
    #expect(
      text.firstMatch(of: /^\$ cat key\n\[redacted:[0-9a-f]{8}\]\n\$ echo\n$/) != nil, "\(text.count) bytes")
  }

  @Test(arguments: 0..<6)
  func `every way to cut a stream gives the same`(seed: Int) throws {
    let text = try sample(seed)
    let whole = stream.redacted(text)
    #expect(whole.count < text.count)
    for cut in stride(from: seed, to: text.count, by: max(1, text.count / 400)) {
      #expect(stream.redacted(text, cutAt: [cut]) == whole, "cut at \(cut)")
    }
    #expect(stream.redacted(text, cutAt: Array(1..<text.count)) == whole, "byte by byte")
    var random = Mutator(seed: seed)
    let cuts = (0..<40).map { _ in random.below(text.count) }.sorted()
    #expect(stream.redacted(text, cutAt: cuts) == whole)
  }

  /// Tokens, keys and noise, with line ends of either kind and none at the end.
  private func sample(_ seed: Int) throws -> [UInt8] {
    var random = Mutator(seed: seed)
    var text: [UInt8] = []
    for number in 0..<12 {
      let token = try RedactionSample.github(UInt64(seed * 50 + number))
      switch random.below(6) {
      case 0:
        text += Array(try RedactionSample.key(UInt64(seed + number), lines: 12).joined(separator: "\n").utf8)
      case 1: text += Array("{\"a\": \"\(token)\", \"b\": 1}".utf8)
      case 2: text += (0..<300).map { _ in UInt8(random.below(256)) }
      case 3: text += WideRun.widened(Array("TOKEN=\(token)".utf8), .littleEndian)
      case 4:
        text += Array(("TOKEN=" + token).utf8) + Array(" \(try RedactionSample.token("{base64:64}")) ".utf8)
      default: text += Array("https://user:\(try RedactionSample.token("{alnum:24}"))@db.internal.net/x".utf8)
      }
      if number < 11 { text += random.below(3) == 0 ? [0x0D, 0x0A] : [0x0A] }
    }
    return text
  }

  @Test func `a line without an end is judged in parts, the same for every cut`() throws {
    var text = Array(repeating: UInt8(ascii: "x"), count: RedactionFilter.limit / 2 - 17)
    text += Array(" \(try RedactionSample.github(1)) ".utf8)
    text += Array(repeating: UInt8(ascii: "y"), count: RedactionFilter.limit)
    text += Array(" \(try RedactionSample.github(2)) z".utf8)
    let whole = stream.redacted(text)
    #expect(String(decoding: whole, as: UTF8.self).matches(of: /\[redacted:ghp_:/).count == 2)
    for cut in [
      1, RedactionFilter.limit / 2, RedactionFilter.limit - 1, RedactionFilter.limit + 1, text.count - 5,
    ] {
      #expect(stream.redacted(text, cutAt: [cut]) == whole)
    }
  }

  @Test func `bytes without secrets pass as they are`() {
    var random = Mutator(seed: 9)
    for size in [0, 1, 100, 70_000, 300_000] {
      let bytes = (0..<size).map { _ in UInt8(random.below(256)) }
      #expect(stream.redacted(bytes) == bytes)
    }
  }

  @Test func `UTF-16 is searched and keeps its form`() throws {
    let token = Array("TOKEN=\(try RedactionSample.github())\n".utf8)
    for order in [WideRun.Order.littleEndian, .bigEndian] {
      let output = stream.redacted(WideRun.widened(token, order))
      let narrow = output.filter { $0 != 0 }
      #expect(output.count == 2 * narrow.count)
      #expect(String(decoding: narrow, as: UTF8.self).hasPrefix("TOKEN=[redacted:ghp_:"))
    }
  }

  @Test(arguments: ["TOKEN=%", "%", "  token: %", "0123456789abcdef0123456789abcdef01234567", "a line", ""])
  func `no line waits for the next one but those that may go on in it`(form: String) throws {
    var filter = stream.filter()
    filter.take(Array((form.replacing("%", with: try RedactionSample.github()) + "\n").utf8)[...])
    #expect(!filter.isHolding && !filter.takeOutput().isEmpty)
  }

  @Test func `what was redacted is left alone`() throws {
    let lines = [
      "password = \"\(try RedactionSample.token("{alnum:20}"))\"", "api_key: \(try RedactionSample.github())",
    ]
    let once = stream.redacted(lines.joined(separator: "\n"))
    #expect(once.matches(of: /redacted:/).count == 2)
    #expect(stream.redacted(once) == once)
  }

  @Test func `an unfinished line is let out to its last white space, a key is not`() throws {
    var filter = stream.filter()
    filter.take(Array("Password: abc".utf8)[...])
    filter.release()
    #expect(filter.takeOutput() == Array("Password: ".utf8))
    filter.take(Array("def\n".utf8)[...])
    #expect(String(decoding: filter.takeOutput(), as: UTF8.self).hasSuffix("\n"))
    filter.take(Array((try RedactionSample.key()[..<4].joined(separator: "\n") + "\n").utf8)[...])
    filter.release()
    #expect(filter.takeOutput().isEmpty && filter.isHolding)
  }
}
