internal import Findings
internal import Foundation
internal import Reporting

/// What `leakage probe` is pointed at: paths, or a report that names them.
struct ProbeSource {
  let paths: [String]
  /// Only these findings; nil for all.
  let fingerprints: Set<Fingerprint>?

  init(_ arguments: [String]) throws(CommandFailure) {
    guard arguments.count == 1, let path = arguments.first, path.hasSuffix(".json") else {
      paths = arguments
      fingerprints = nil
      return
    }
    let report = try ProbeSource.report(path)
    let places = report.targets.map(\.path)
    guard !places.isEmpty, !places.contains("-") else {
      throw CommandFailure(
        "\(path) is the report of a text, which is not there any more", help: "scan a path and probe that")
    }
    paths = places
    fingerprints = Set(report.findings.map(\.fingerprint))
  }

  static func report(_ path: String) throws(CommandFailure) -> Report {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw CommandFailure("cannot read '\(path)'")
    }
    do {
      return try Report(json: text)
    } catch {
      throw CommandFailure("\(path): \(error)", help: "make one with: leakage scan -o \(path)")
    }
  }
}
