internal import ArgumentParser
internal import Findings
internal import Scanning

/// What part of a target is read.
struct ScopeOptions: ParsableArguments {
  @Option(
    name: .customLong("branch"), parsing: .singleValue,
    help: ArgumentHelp("Only commits that REF leads to. Repeatable.", valueName: "ref"))
  var branches: [String] = []

  @Option(help: ArgumentHelp("Only commits that REV does not lead to.", valueName: "rev"))
  var sinceCommit: String?

  @Option(
    help: ArgumentHelp("Only commits with a committer date on or after DATE.", valueName: "date"),
    transform: DateArgument.parse)
  var since: Timestamp?

  @Flag(help: "Only what the index adds to HEAD: what the next commit brings in.")
  var staged = false

  @Flag(help: "Only changed and untracked files of the work tree.")
  var worktree = false

  @Flag(help: "Scan standard input.")
  var stdin = false

  @Flag(help: "Scan the files below PATH, without looking for a repository.")
  var noGit = false

  @Flag(help: "Also scan objects that no ref leads to.")
  var unreachable = false

  @Flag(help: "Also scan the repositories of submodules.")
  var recurseSubmodules = false

  /// The flags that choose another source than history, as typed.
  var sources: [String] {
    [
      (staged, "--staged"), (worktree, "--worktree"), (stdin, "--stdin"), (noGit, "--no-git"),
    ].filter(\.0).map(\.1)
  }

  /// The options that narrow or widen history, as typed.
  var historyOptions: [String] {
    [
      (!branches.isEmpty, "--branch"), (sinceCommit != nil, "--since-commit"), (since != nil, "--since"),
      (unreachable, "--unreachable"),
    ].filter(\.0).map(\.1)
  }

  var scope: ScanOptions.Scope {
    if staged { return .staged }
    if worktree { return .workTree }
    if stdin { return .standardInput }
    return noGit ? .files : .everything
  }
}
