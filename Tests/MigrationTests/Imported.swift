import Detectors
import EmbeddedDetectors
import Foundation

@testable import Migration

/// A file of another tool, read and checked among the built-in detectors.
struct Imported {
  let migrated: Migrated

  init(_ text: String, _ kind: ImportKind, file: String = "f") throws {
    migrated = DraftCheck(.embedded).checked(try Migrated(reading: text, of: kind, file: file))
  }

  /// `f:3 left acme: reason`
  var remarks: [String] {
    migrated.remarks.map { "\($0.place) \($0.kind.rawValue) \($0.name): \($0.reason)" }
  }

  func has(_ kind: Remark.Kind, _ name: String, _ reason: String) -> Bool {
    migrated.remarks.contains { $0.kind == kind && $0.name.contains(name) && $0.reason.contains(reason) }
  }

  /// The detectors as the loader reads them.
  func detectors() throws -> [Detector] {
    try DetectorFile(name: "imported.toml", text: DetectorDocument.text(of: migrated.detectors)).detectors
  }

  var globs: [String] { migrated.excludedPaths.map(\.glob) }
}

/// 40 hexadecimal digits that are the same for the same word.
func digits(_ word: String, _ count: Int = 40) -> String {
  var value: UInt64 = 0xcbf2_9ce4_8422_2325
  return (0..<count).map { index in
    for byte in "\(word)\(index)".utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(value >> 60, radix: 16)
  }.joined()
}
