package import Findings

#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// Reads what a report is made of, one item at a time: JSON and JSON Lines of ours, and the ledger's export.
package struct ReportFeed {
  package enum Item {
    /// What a report says of itself; in a JSON document it comes after the findings.
    case header(Header)
    /// A finding, and in JSON Lines its detector.
    case finding(Finding, DetectorSummary?)
    case detector(DetectorSummary)
    case diagnostic(Diagnostic)
    /// A posture issue, and in JSON Lines its rule.
    case posture(PostureIssue, PostureRule?)
    case postureRule(PostureRule)
    case observation(Observation)
  }

  package struct Header: Sendable {
    package let tool: Report.Tool
    package let generatedAt: Timestamp
    package var targets: [Report.Target]
    package let statistics: Statistics?
    /// In JSON Lines, where it stands before the findings.
    package let isFirst: Bool
  }

  private var pieces = JSONPieces(streaming: [
    "findings", "diagnostics", "detectors", "posture", "postureRules",
  ])
  private let decoder = JSONDecoder()
  private let skipsFindings: Bool

  /// - Parameter skipsFindings: Gives only headers and observations.
  package init(skipsFindings: Bool = false) { self.skipsFindings = skipsFindings }

  /// Takes more bytes of the file.
  package mutating func feed(_ bytes: some Collection<UInt8>, _ body: (Item) throws -> Void) throws {
    let (decoder, skipsFindings) = (decoder, skipsFindings)
    try pieces.feed(bytes) { piece in
      switch piece {
      case .element(let list, let bytes):
        if skipsFindings { return }
        switch list {
        case "findings": try body(.finding(try ReportFeed.decode(Finding.self, bytes, decoder), nil))
        case "detectors": try body(.detector(try ReportFeed.decode(DetectorSummary.self, bytes, decoder)))
        case "posture": try body(.posture(try ReportFeed.decode(PostureIssue.self, bytes, decoder), nil))
        case "postureRules": try body(.postureRule(try ReportFeed.decode(PostureRule.self, bytes, decoder)))
        default: try body(.diagnostic(try ReportFeed.decode(Diagnostic.self, bytes, decoder)))
        }
      case .document(let bytes):
        if skipsFindings, ReportFeed.isFindingLine(bytes) { return }
        for item in try ReportFeed.decode(Line.self, bytes, decoder).items { try body(item) }
      }
    }
  }

  /// Call at the end of the file: one that ends in the middle is no report.
  package func finish() throws(ReportReadingError) {
    guard pieces.isAtRest else { throw ReportReadingError(description: "the report is cut off") }
  }

  /// Our lines say their type near the end, after all that a stranger wrote; a wrong guess costs time only.
  private static func isFindingLine(_ bytes: [UInt8]) -> Bool {
    findingStarts.contains { bytes.starts(with: $0) }
  }
  private static let findingStarts = ["ageDays", "ageIsLowerBound", "baselineState"].map {
    Array("{\"\($0)\"".utf8)
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], _ decoder: JSONDecoder
  ) throws(ReportReadingError) -> Value {
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch let error as ReportReadingError {
      throw error
    } catch {
      throw ReportReadingError(explaining: error)
    }
  }
}

/// A whole document: a report without its lists, a line of JSON Lines, or a row of the ledger.
private struct Line: Decodable {
  let items: [ReportFeed.Item]

  private enum CodingKeys: String, CodingKey {
    case type, schemaVersion, generatedAt, tool, targets, statistics, detectorSummary, postureRule, endpoint
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decodeIfPresent(String.self, forKey: .type) {
    case "finding":
      let detector = try container.decodeIfPresent(DetectorSummary.self, forKey: .detectorSummary)
      items = [.finding(try Finding(from: decoder), detector)]
    case "posture":
      let rule = try container.decodeIfPresent(PostureRule.self, forKey: .postureRule)
      items = [.posture(try PostureIssue(from: decoder), rule)]
    case "diagnostic": items = [.diagnostic(try Diagnostic(from: decoder))]
    case "summary": items = []
    case ShardDocument.typeName:
      items = [.diagnostic(Line.unfinished(try ShardDocument(from: decoder)))]
    case "report": items = [.header(try Line.header(container, isFirst: true))]
    case nil where container.contains(.endpoint): items = [.observation(try Observation(from: decoder))]
    case nil: items = [.header(try Line.header(container, isFirst: false))]
    default: items = []
    }
  }

  /// Shards say which objects hold something, and nothing that a report could count.
  private static func unfinished(_ shards: ShardDocument) -> Diagnostic {
    Diagnostic(
      severity: .error, code: "shards-unfinished",
      message: "its shards have not been made a report: what they hold is not counted",
      place: shards.search.repository.name, help: "leakage scan --hits SHARDS -f json REPOSITORY",
      isIncomplete: true)
  }

  private static func header(
    _ container: KeyedDecodingContainer<CodingKeys>, isFirst: Bool
  ) throws -> ReportFeed.Header {
    let version = try container.decode(Int.self, forKey: .schemaVersion)
    guard version == Report.schemaVersion else {
      throw ReportReadingError(
        description: "report has schema version \(version), known is \(Report.schemaVersion)")
    }
    return ReportFeed.Header(
      tool: try container.decode(Report.Tool.self, forKey: .tool),
      generatedAt: try container.decode(Timestamp.self, forKey: .generatedAt),
      targets: try container.decode([Report.Target].self, forKey: .targets),
      statistics: try container.decodeIfPresent(Statistics.self, forKey: .statistics), isFirst: isFirst)
  }
}
