internal import Detectors
internal import Findings
internal import Git

/// Scans a git bundle as the repository that it is.
struct BundleScan {
  let scanner: RepositoryScanner

  func run(_ path: String) async -> RepositoryScanner.Outcome {
    let shown = Printable.text(path.utf8)
    do throws(GitError) {
      let bundle = try BundleRepository(BytePath(path), isCancelled: { Task.isCancelled })
      let repository = try Repository(path: bundle.path, searchesParents: false)
      var outcome = await scanner.scan(repository, path: path)
      outcome.diagnostics = outcome.diagnostics.renamed(bundle.path, shown)
      outcome.diagnostics.noteParts(of: bundle.bundle, shown)
      // The folder goes with the object, which must not be before the scan ends.
      withExtendedLifetime(bundle) {}
      return outcome
    } catch {
      var outcome = RepositoryScanner.Outcome(target: .init(kind: .repository, path: shown))
      if Task.isCancelled {
        outcome.diagnostics.noteCancelled(path)
      } else {
        outcome.diagnostics.noteUnread(GitError(error.code, error.message, place: shown))
      }
      return outcome
    }
  }
}

extension Diagnostics {
  /// Places in the temporary folder are places in the bundle.
  fileprivate func renamed(_ folder: String, _ shown: String) -> Diagnostics {
    var result = Diagnostics()
    for diagnostic in all {
      result.add(
        Diagnostic(
          severity: diagnostic.severity, code: diagnostic.code,
          message: diagnostic.message.replacing(folder, with: shown + ": "),
          place: diagnostic.place?.replacing(folder, with: shown + ": "), help: diagnostic.help,
          isIncomplete: diagnostic.isIncomplete))
    }
    return result
  }

  fileprivate mutating func noteParts(of bundle: GitBundle, _ shown: String) {
    if let filter = bundle.filter {
      add(
        Diagnostic(
          severity: .error, code: "partial-clone",
          message:
            "the bundle was made with the filter \(Printable.text(filter.utf8.prefix(100))): what that left out "
            + "was not searched", place: shown, help: "make it without --filter", isIncomplete: true))
    }
    guard !bundle.prerequisites.isEmpty else { return }
    let count = bundle.prerequisites.count
    add(
      Diagnostic(
        severity: .note, code: "bundle-increment",
        message:
          "the bundle builds on \(count) commit\(count == 1 ? "" : "s") that it does not hold: ages are lower "
          + "bounds", place: shown, isIncomplete: false))
  }
}
