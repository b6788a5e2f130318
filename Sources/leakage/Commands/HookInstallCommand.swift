internal import ArgumentParser

struct HookInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Make git run leakage before every commit or push.",
    discussion: """
      The hook goes where git looks for hooks (core.hooksPath, linked work trees). One that is there already is kept \
      and runs first. Installing again changes nothing. Without a flag it is the hook before a commit.

      EXAMPLES:
        leakage hook install
        leakage hook install --pre-commit --pre-push
        leakage hook install --pre-receive /srv/git/api.git
        leakage hook install --global
      """)

  @OptionGroup var options: HookPlaceOptions

  func run() throws {
    try options.check()
    let place =
      options.global ? try GlobalHooks().placeForInstalling() : try HookPlace.repository(options.path ?? ".")
    for hook in options.hooks.isEmpty ? [.preCommit] : options.hooks {
      let file = HookFile(folder: place.folder, hook: hook)
      let change = try file.install(HookBlock(hook: hook, program: place.program))
      try StandardStream.output.write("\(file.path): \(change.words(hook))\n")
    }
    for note in place.notes { try StandardStream.output.write("  \(note)\n") }
  }
}

extension HookFile.Change {
  func words(_ hook: GitHook) -> String {
    switch self {
    case .installed: "installed"
    case .updated: "updated"
    case .unchanged: "installed already"
    case .chained: "installed; the hook that was there is now \(HookBlock.chained(hook)) and runs first"
    case .removed: "removed"
    case .restored: "removed; the hook that was there before is back"
    case .absent: "not installed"
    }
  }
}
