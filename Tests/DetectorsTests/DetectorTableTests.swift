import Detectors
import Findings
import Foundation
import Testing

@Suite struct DetectorTableTests {
  static let begin = "<!-- detectors: begin -->"
  static let end = "<!-- detectors: end -->"

  @Test func `the documented table lists the detectors of the files`() throws {
    let path = Files.path("docs/detectors.md")
    let document = try String(contentsOfFile: path, encoding: .utf8)
    let start = try #require(document.firstRange(of: Self.begin)).upperBound
    let finish = try #require(document.firstRange(of: Self.end)).lowerBound
    let table = "\n" + Self.table(of: try Files.catalog()) + "\n"
    if Files.isRecording {
      try (document[..<start] + table + document[finish...]).write(
        toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(String(document[start..<finish]) == table, "record it with RECORD_GOLDEN=1")
    }
  }

  @Test func `every field that a file can have is documented`() throws {
    let document = try String(contentsOfFile: Files.path("docs/detectors.md"), encoding: .utf8)
    let words = [
      "provider", "category", "reference", "id", "name", "severity", "confidence", "lifetime", "revoke",
      "replacement",
      "pattern", "literals", "keywords", "reach", "entropy", "checksum", "stop-words", "placeholders",
      "paths",
      "exclude-paths", "base64", "decoded", "public-prefix", "yields-to", "dates", "tells", "charset",
      "length", "assigned",
      "mixed", "words", "names", "other-names",
      "ended-on", "max-days", "extendable", "source", "checked-on", "role", "distance", "required", "secret",
      "positive", "negative",
    ]
    let values =
      Checksum.allCases.map(\.rawValue) + Detector.Charset.allCases.map(\.rawValue)
      + Detector.DateCarrier.allCases.map(\.rawValue) + Detector.FactCarrier.allCases.map(\.rawValue)
      + DetectorFile.Category.allCases.map(\.rawValue)
      + Severity.allCases.map(\.rawValue) + LifetimeClass.allCases.map(\.rawValue)
      + Finding.Confidence.allCases.map(\.rawValue)
    for word in words + values { #expect(document.contains("`\(word)`"), "\(word) is not documented") }
  }

  @Test func `the documented example is a valid file`() throws {
    let document = try String(contentsOfFile: Files.path("docs/detectors.md"), encoding: .utf8)
    let start = try #require(document.firstRange(of: "```toml\n")).upperBound
    let finish = try #require(document[start...].firstRange(of: "```")).lowerBound
    let file = try DetectorFile(name: "example", text: String(document[start..<finish]))
    #expect(file.detectors.map(\.publicPrefix) == [4])
  }

  @Test func `every detector that the list of what is left out names exists`() throws {
    let document = try String(contentsOfFile: Files.path("docs/detectors-left-out.md"), encoding: .utf8)
    let ids = Set(try Files.catalog().detectors.map(\.id))
    for line in document.split(separator: "\n") where line.hasPrefix("|") {
      guard let found = line.firstRange(of: "found ") else { continue }
      for match in line[found.upperBound...].matches(of: /`([a-z0-9-]+)`/) {
        #expect(ids.contains(String(match.1)), "\(match.1) is no detector")
      }
    }
  }

  @Test func `every address is one that a browser can open`() throws {
    for detector in try Files.catalog().detectors {
      let summary = detector.summary
      let texts = [summary.revoke, summary.replacement].compactMap(\.self)
      let inside = texts.flatMap { $0.split(whereSeparator: { " ,;()".contains($0) }) }.filter {
        $0.contains("://")
      }
      let addresses = [summary.reference, detector.probe?.source, detector.policy?.source].compactMap(\.self)
      for address in addresses + inside.map(String.init) {
        #expect(Self.isAddress(address), "\(detector.id): \(address)")
      }
    }
  }

  /// `https`, a whole host name, and nothing that would have to be escaped; `{id}` stands for what the reader fills in.
  private static func isAddress(_ text: String) -> Bool {
    text.wholeMatch(of: /https:\/\/([a-z0-9{}-]+\.)+[a-z]{2,}(\/[\x21-\x7E&&[^"<>\\^`|]]*)?/.ignoresCase())
      != nil
      && !text.dropFirst(8).contains("://") && !text.hasSuffix(".")
  }

  private static func table(of catalog: DetectorCatalog) -> String {
    let rows = catalog.detectors
      .sorted { ($0.summary.provider.lowercased(), $0.id) < ($1.summary.provider.lowercased(), $1.id) }
      .map { detector in
        let cells = [
          detector.summary.provider, "`\(detector.id)`", detector.summary.name,
          "\(detector.summary.severity)", detector.confidence.rawValue,
          detector.summary.lifetime.rawValue, detector.checksum?.rawValue ?? "",
          detector.summary.replacement ?? "",
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
      }
    let head =
      "\(rows.count) detectors.\n\n| provider | detector | credential | severity | confidence | lifetime | checksum | replacement |"
    return ([head, "|---|---|---|---|---|---|---|---|"] + rows).joined(separator: "\n")
  }
}
