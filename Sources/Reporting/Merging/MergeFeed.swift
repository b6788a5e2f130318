package import Findings

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads whole reports and shard documents out of a file that holds any number of them, as JSON or JSON Lines, one
/// after the other. One report at a time is in memory.
package struct MergeFeed {
  package enum Item {
    case report(Report)
    case shards(ShardDocument)
  }

  private var pieces = JSONPieces(streaming: [
    "findings", "diagnostics", "detectors", "posture", "postureRules",
  ])
  private var builder = ReportBuilder()
  private let decoder = JSONDecoder()

  package init() {}

  /// Takes more bytes of the file.
  package mutating func feed(_ bytes: some Collection<UInt8>, _ body: (Item) throws -> Void) throws {
    var builder = builder
    let decoder = decoder
    defer { self.builder = builder }
    try pieces.feed(bytes) { piece in
      do {
        switch piece {
        case .element(let list, let bytes): try builder.add(list, Data(bytes), decoder)
        case .document(let bytes):
          if let item = try builder.finish(Data(bytes), decoder) { try body(item) }
        }
      } catch let error as DecodingError {
        throw ReportReadingError(explaining: error)
      }
    }
  }

  /// Call at the end of the file: one that ends in the middle is no report.
  package func finish() throws(ReportReadingError) {
    guard pieces.isAtRest, !builder.isInReport else {
      throw ReportReadingError(description: "the report is cut off")
    }
  }
}
