import Detectors
import Foundation
import Testing

/// Files of this package.
enum Files {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func path(_ name: String) -> String { root.appending(path: name).path }

  static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" }

  /// The files of `detectors/`.
  static var detectorFiles: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path("detectors")).filter { $0.hasSuffix(".toml") }
        .sorted()
    }
  }

  static func catalog(_ folder: String = "detectors") throws -> DetectorCatalog {
    try DetectorCatalog.load(path: path(folder))
  }
}
