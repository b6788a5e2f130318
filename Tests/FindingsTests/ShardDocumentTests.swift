import Findings
import Foundation
import Testing

struct ShardDocumentTests {
  private static func document(_ parts: [ShardPart], count: Int = 12) -> ShardDocument {
    ShardDocument(
      search: .init(
        tool: .init(version: "1", detectors: 2, catalog: "c"), maxSize: 100,
        repository: .init(remote: nil, refs: "r", objects: "o"), count: count),
      parts: parts)
  }

  private static func part(_ index: Int, _ random: inout SeededRandom) -> ShardPart {
    var statistics = Statistics()
    statistics.objects = Int.random(in: 1...3, using: &random)
    let isCut = Int.random(in: 0..<4, using: &random) == 0
    let digits = Array("0123456789abcdef")
    let ids = (0..<Int.random(in: 0..<4, using: &random)).map { _ in
      String((0..<40).map { _ in digits[Int.random(in: 0..<16, using: &random)] })
    }
    return ShardPart(
      index: index, holding: ids.sorted(), statistics: statistics,
      diagnostics: isCut
        ? [Diagnostic(severity: .error, code: "interrupted", message: "cut", isIncomplete: true)] : [],
      losesHistory: false)
  }

  @Test(arguments: 0..<20)
  func `shards join in any order and any grouping`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    // Some shards were searched twice, with another result.
    let documents = (0..<18).map { _ in
      Self.document([Self.part(Int.random(in: 1...12, using: &random), &random)])
    }
    let expected = documents.dropFirst().reduce(into: documents[0]) { $0.join($1) }
    for _ in 0..<5 {
      var rest = documents.shuffled(using: &random)
      while rest.count > 1 {
        let place = Int.random(in: 0..<rest.count - 1, using: &random)
        rest[place].join(rest.remove(at: place + 1))
      }
      #expect(rest[0] == expected)
    }
    let encoder = JSONEncoder()
    let read = try JSONDecoder().decode(ShardDocument.self, from: try encoder.encode(expected))
    #expect(read == expected)
  }

  @Test func `what is missing is named`() {
    var random = SeededRandom(seed: 1)
    let document = Self.document([1, 3].map { Self.part($0, &random) }, count: 4)
    #expect(document.missing == [2, 4])
    #expect(document.missingWords == "2 and 4 of 4")
    #expect(!document.isComplete)
  }

  @Test(arguments: [
    ("1/4", true), ("4/4", true), ("0/4", false), ("5/4", false), ("1", false), ("1/4/2", false),
    ("a/b", false),
    ("1/5000", false), ("-1/4", false),
  ])
  func `a shard is I of N`(_ text: String, _ isShard: Bool) { #expect((Shard(text) != nil) == isShard) }

  @Test(arguments: [
    "\"index\":9", "\"index\":0", "\"holding\":[\"xyz\"]", "\"schemaVersion\":2", "\"type\":\"other\"",
  ])
  func `a document that is none is refused`(_ member: String) throws {
    var random = SeededRandom(seed: 2)
    let part = Self.part(1, &random)
    let text = String(
      decoding: try JSONEncoder().encode(
        Self.document([
          ShardPart(
            index: 1, holding: [String(repeating: "a", count: 40)], statistics: part.statistics,
            diagnostics: [], losesHistory: false)
        ])), as: UTF8.self)
    let name = try #require(member.split(separator: ":").first)
    _ = try JSONDecoder().decode(ShardDocument.self, from: Data(text.utf8))
    let broken = text.replacing(try Regex("\(name):(\\[[^\\]]*\\]|\"[^\"]*\"|[0-9]+)"), with: member)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ShardDocument.self, from: Data(broken.utf8))
    }
  }
}
