internal import Archives
internal import Findings

extension Diagnostics {
  mutating func note(_ problem: ArchiveProblem, in place: String? = nil) {
    let path = Printable.text(problem.path)
    let whole = place.map { path.isEmpty ? $0 : "\($0)!/\(path)" } ?? path
    add(
      Diagnostic(
        severity: problem.isIncomplete ? .error : .warning, code: problem.failure.code.rawValue,
        message: Printable.text(problem.failure.message.utf8), place: whole,
        help: Diagnostics.help(for: problem.failure.code), isIncomplete: problem.isIncomplete))
  }

  private static func help(for code: ArchiveFailure.Code) -> String? {
    switch code {
    case .corrupt: "fetch it again from a good copy, or leave archives closed: --no-archives"
    case .encrypted: "unpack it with its password, then scan the folder"
    case .limit, .tooDeep: "if it is to be trusted, unpack it and scan the folder"
    case .tooLarge: "raise --max-size to search it"
    case .unsupported, .cancelled: nil
    }
  }

  /// A bundle among files: it is a repository, and was searched as a file.
  mutating func noteBundle(_ shown: String) {
    add(
      Diagnostic(
        severity: .warning, code: "nested-repository",
        message: "a git bundle: its history was not searched", place: shown, help: "leakage scan \(shown)",
        isIncomplete: false))
  }

  /// A repository's own folder in an archive.
  mutating func noteArchivedRepository(_ shown: String) {
    add(
      Diagnostic(
        severity: .warning, code: "nested-repository",
        message: "a repository in an archive: its history was not searched", place: shown,
        help: "unpack it, then scan the folder", isIncomplete: false))
  }
}
