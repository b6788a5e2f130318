package import Findings

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a report could not be read back.
package struct ReportReadingError: Error, CustomStringConvertible, Sendable {
  package let description: String
}

extension Report {
  /// Reads the document that `json(isPretty:)` writes; what is derived (`verdict`, `ageDays`, `summary`, …)
  /// is ignored. Throws on anything else, and on a schema version that this program does not know.
  package init(json: String) throws(ReportReadingError) {
    let report: Report
    do {
      report = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
    } catch {
      throw ReportReadingError(explaining: error)
    }
    try report.requireKnownVersion()
    self = report
  }

  func requireKnownVersion() throws(ReportReadingError) {
    guard schemaVersion == Report.schemaVersion else {
      throw ReportReadingError(
        description: "report has schema version \(schemaVersion), known is \(Report.schemaVersion)")
    }
  }
}

extension ReportReadingError {
  init(explaining error: any Error) {
    self.init(description: "not a report of leakage: \(Self.explain(error))")
  }

  /// Names the place in the document and the complaint, never the values in it.
  private static func explain(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "unreadable" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(path(context)) has no '\(key.stringValue.escapedForTerminal)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context)) has another type"
    case .dataCorrupted(let context): return "\(path(context)) is malformed"
    @unknown default: return "unreadable"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return path.isEmpty ? "the document" : path.joined(separator: ".").escapedForTerminal
  }
}
