internal import ArgumentParser
internal import Detectors
internal import Findings
internal import Migration
internal import Scanning

/// From other tools' files to ours.
struct ImportRun {
  private let command: ImportCommand
  /// With a trailing slash, or empty for the one here.
  private let folder: String
  private static let longest = 64 << 20

  init(_ command: ImportCommand) throws(CommandFailure) {
    self.command = command
    if command.noResolve, command.resolve != nil {
      throw CommandFailure("--resolve and --no-resolve contradict each other", help: "drop one of them")
    }
    folder = try ImportRun.folder(command.output)
  }

  private static func folder(_ path: String?) throws(CommandFailure) -> String {
    guard let path else {
      guard let root = WorkTree.settingsFolder(of: ".") else { return "" }
      return FileSystem.resolved(root) == FileSystem.resolved(".") ? "" : root
    }
    guard FileSystem.isFolder(path) else {
      throw CommandFailure("no such folder: '\(path)'", help: "make it with: mkdir -p \(path)")
    }
    return path.hasSuffix("/") ? path : path + "/"
  }

  func run() async throws {
    var migrated = Migrated()
    for file in command.files { migrated.add(try read(file)) }
    migrated = DraftCheck(try CatalogLoading.catalog(adding: [])).checked(migrated)
    var plan = try ImportPlan(migrated, folder: folder, force: command.force)
    let resolution = try await resolution(migrated, &plan)
    let text = ImportText(
      plan: plan, remarks: migrated.remarks + plan.remarks + resolution.remarks, isDry: command.dryRun)
    if !command.dryRun { for file in plan.files { try file.write() } }
    try StandardStream.output.write(command.format == .json ? try ImportSummary(text).json() : text.text)
    guard !text.isSomethingLeft else { throw ExitCode(ExitStatus.findings) }
  }

  private func read(_ file: String) throws(CommandFailure) -> Migrated {
    let bytes: [UInt8]
    switch BoundedRead.file(file, limit: ImportRun.longest) {
    case .bytes(let content): bytes = content
    case .tooLarge: throw CommandFailure("'\(file)' is larger than \(ImportRun.longest >> 20) MiB")
    case .none: throw CommandFailure("cannot read '\(file)': no such file, or none that can be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("'\(file)' is not UTF-8")
    }
    let plain = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    guard let kind = command.from ?? ImportKind(name: file, text: plain) else {
      throw CommandFailure(
        "cannot tell whose file '\(file)' is",
        help: "say it with --from: " + ImportKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    do {
      return try Migrated(reading: plain, of: kind, file: file)
    } catch {
      throw CommandFailure("\(error)", help: error.help)
    }
  }

  private func resolution(_ migrated: Migrated, _ plan: inout ImportPlan) async throws -> Resolution {
    guard !migrated.claims.isEmpty else { return Resolution(unresolved: []) }
    let path = command.resolve ?? (WorkTree.root(of: ".").map { _ in "." })
    guard !command.noResolve, let path else { return Resolution(unresolved: migrated.claims) }
    guard FileSystem.leadsToFile(path) else { throw CommandFailure("no such file or directory: '\(path)'") }
    let scan = try ImportScan(path: path, migrated: migrated, baseline: plan.baseline)
    let (resolution, report) = try await scan.run(migrated.claims)
    try plan.add(resolution, of: report, keyID: scan.keyID)
    return resolution
  }
}
