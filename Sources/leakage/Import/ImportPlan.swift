internal import Detectors
internal import Findings
internal import Migration
internal import Scanning

/// The files that an import will write, with what stands in them already. Nothing is written before all are ready.
struct ImportPlan {
  private(set) var files: [PlannedFile] = []
  /// What could not be written.
  private(set) var remarks: [Remark] = []
  /// The baseline that stands in the folder.
  let baseline: Baseline?
  private let folder: String
  private static let detectorFile = "leakage-detectors.toml"

  init(_ migrated: Migrated, folder: String, force: Bool) throws(CommandFailure) {
    self.folder = folder
    let path = folder + BaselineCommand.defaultFile
    baseline = try CommandFailure.converting { () throws(SettingsError) in try Baseline.read(at: path) }
    try addDetectors(migrated.detectors, force: force)
    try addSettings(migrated)
  }

  private func existing(_ name: String) throws(CommandFailure) -> String? {
    let path = folder + name
    guard FileSystem.exists(path) else { return nil }
    guard case .bytes(let bytes) = BoundedRead.file(path, limit: 16 << 20),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      throw CommandFailure(
        "'\(path)' cannot be read as text", help: "it was left as it is; give another folder with -o")
    }
    return text
  }

  private mutating func addDetectors(_ drafts: [DetectorDraft], force: Bool) throws(CommandFailure) {
    guard !drafts.isEmpty else { return }
    let name = ImportPlan.detectorFile
    let text = DetectorDocument.text(of: drafts)
    let old = try existing(name)
    if let old, old != text, !force {
      throw CommandFailure(
        "'\(folder + name)' exists already, and other detectors stand in it",
        help: "replace it with --force, or give another folder with -o")
    }
    files.append(
      PlannedFile(
        path: folder + name, text: text, old: old, what: ImportPlan.count(drafts.count, "detector"), note: nil
      ))
  }

  private mutating func addSettings(_ migrated: Migrated) throws(CommandFailure) {
    let name = Configuration.defaultName
    let old = try existing(name)
    var edit = SettingsEdit(old ?? "")
    let globs = migrated.excludedPaths.filter { !IgnoreRule.hidesEverything($0.glob) }
    let lists: [(values: [String], key: String, section: String)] = [
      (globs.map(\.glob), "exclude-paths", "scan"),
      (migrated.detectors.isEmpty ? [] : [ImportPlan.detectorFile], "path", "detectors"),
      (migrated.disabled.map(\.name), "disable", "detectors"),
    ]
    for list in lists where !list.values.isEmpty {
      do {
        try edit.add(list.values, to: list.key, in: list.section)
      } catch {
        throw CommandFailure(
          "'\(folder + name)': \(error)",
          help: "write '\(list.section).\(list.key)' as a list, or move the file away for the import")
      }
    }
    guard lists.contains(where: { !$0.values.isEmpty }) else { return }
    do { _ = try Configuration.parse(edit.text, path: folder + name) } catch { throw CommandFailure(error) }
    let words = [
      globs.isEmpty ? nil : ImportPlan.count(globs.count, "excluded path"),
      migrated.disabled.isEmpty ? nil : ImportPlan.count(migrated.disabled.count, "disabled detector"),
    ].compactMap(\.self)
    files.append(
      PlannedFile(
        path: folder + name, text: edit.text, old: old,
        what: words.isEmpty ? "the detectors' path" : words.joined(separator: ", "), note: nil))
  }

  /// What the scan resolved.
  mutating func add(_ resolution: Resolution, of report: Report, keyID: String) throws(CommandFailure) {
    if !resolution.ignored.isEmpty {
      let old = try existing(IgnoreFile.defaultName)
      let lines = IgnoreLines(adding: resolution.ignored, to: old ?? "")
      files.append(
        PlannedFile(
          path: folder + IgnoreFile.defaultName, text: lines.text, old: old,
          what: ImportPlan.count(resolution.ignored.count, "ignored secret"), note: nil))
    }
    guard !resolution.known.isEmpty else { return }
    if let baseline, baseline.keyID != nil, baseline.keyID != keyID {
      throw CommandFailure(
        "'\(folder + BaselineCommand.defaultFile)' was made with another key",
        help: "set \(FingerprintKey.environmentVariable) to the key it was made with")
    }
    try addBaseline(resolution.known, of: report, keyID: keyID)
  }

  private mutating func addBaseline(
    _ known: Set<Fingerprint>, of report: Report, keyID: String
  ) throws(CommandFailure) {
    var part = report
    part.findings = report.findings.filter { known.contains($0.fingerprint) }
    let new = Baseline.create(from: part, salt: baseline?.salt, keyID: keyID)
    let merged = Baseline(
      salt: baseline?.salt, keyID: keyID, created: baseline?.created ?? new.created,
      entries: (baseline?.entries ?? []) + new.entries)
    let path = folder + BaselineCommand.defaultFile
    do {
      files.append(
        PlannedFile(
          path: path, text: String(decoding: try merged.json(), as: UTF8.self),
          old: try existing(BaselineCommand.defaultFile),
          what: ImportPlan.count(known.count, "known secret"),
          note: "use it with: leakage scan --baseline \(path)"))
    } catch {
      throw CommandFailure("the baseline cannot be written as JSON", status: ExitStatus.incomplete)
    }
  }

  /// The detectors as a scan will load them.
  static func catalog(of drafts: [DetectorDraft]) throws(CommandFailure) -> DetectorCatalog {
    do {
      return try DetectorCatalog(files: [
        try DetectorFile(name: detectorFile, text: DetectorDocument.text(of: drafts))
      ])
    } catch {
      throw CommandFailure("\(error)", status: ExitStatus.incomplete)
    }
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
