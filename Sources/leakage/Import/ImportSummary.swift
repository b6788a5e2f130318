internal import FoundationEssentials
internal import Migration

/// What an import says at its end, for programs.
struct ImportSummary: Encodable {
  let isDryRun: Bool
  /// The files that were written or, in a dry run, would be.
  let files: [File]
  /// What asks for something to be done.
  let left: [Entry]
  let changed: [Entry]
  let needless: [Entry]

  struct File: Encodable {
    let path: String
    /// `2 detectors`
    let carries: String
    /// `new`, `changed` or `as it was`.
    let state: String
    let note: String?
    /// In a dry run what it would hold.
    let content: String?
  }

  struct Entry: Encodable {
    let place: String
    let name: String
    let reason: String
    let help: String?
  }

  init(_ text: ImportText) {
    isDryRun = text.isDry
    files = text.plan.files.map { file in
      File(
        path: file.path, carries: file.what, state: file.state, note: file.note,
        content: text.isDry ? file.text : nil)
    }
    let entries = { (kind: Remark.Kind) in
      text.rows(of: kind).map { Entry(place: $0.place, name: $0.name, reason: $0.reason, help: $0.advice) }
    }
    left = entries(.left)
    changed = entries(.changed)
    needless = entries(.needless)
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
