internal import ArgumentParser

struct HookUninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Take leakage out of git's hooks, and put back what was there before.",
    discussion: """
      Without a flag all of leakage's hooks go.

      EXAMPLES:
        leakage hook uninstall
        leakage hook uninstall --pre-push
        leakage hook uninstall --global
      """)

  @OptionGroup var options: HookPlaceOptions

  func run() throws {
    try options.check()
    let place =
      options.global
      ? try GlobalHooks().placeForUninstalling() : try HookPlace.repository(options.path ?? ".")
    var isAny = false
    for hook in options.hooks.isEmpty ? GitHook.allCases : options.hooks {
      guard let place else { break }
      let file = HookFile(folder: place.folder, hook: hook)
      let change = try file.uninstall()
      if change == .absent { continue }
      isAny = true
      try StandardStream.output.write("\(file.path): \(change.words(hook))\n")
    }
    if options.global, let words = try GlobalHooks().tidyUp() {
      try StandardStream.output.write("  \(words)\n")
    }
    if !isAny { try StandardStream.output.write("no hook of leakage is installed\n") }
  }
}
