internal import Scanning

/// What a repository is, and who asks leakage about it.
struct RepositoryCheckup {
  let path: String

  func rows() -> [CheckupRow] {
    let outline: RepositoryOutline
    do throws(OutlineError) { outline = try RepositoryOutline(path: path) } catch {
      return [
        CheckupRow(
          "repository", "none: \(error)", note: "a folder is scanned as it is: leakage scan --no-git DIR")
      ]
    }
    return history(outline) + configuration + hooks + agents(outline)
  }

  // MARK: What is there

  private func history(_ outline: RepositoryOutline) -> [CheckupRow] {
    let place = Printable.text((outline.workTree ?? outline.gitFolder).utf8)
    var rows = [CheckupRow("repository", place + (outline.workTree == nil ? " (bare)" : ""))]
    if outline.isShallow {
      rows.append(
        CheckupRow(
          "history", "shallow: ages are lower bounds", note: "bring the rest with: git fetch --unshallow"))
    }
    if outline.isPartial {
      rows.append(
        CheckupRow(
          "objects", "partial clone: what was not fetched is not searched, and a scan ends with 3",
          note: "bring the rest with: git fetch --refetch --no-filter"))
    }
    do throws(OutlineError) { _ = try outline.references() } catch {
      rows.append(CheckupRow("refs", wrong: "\(error)", help: "find the damage with: git fsck"))
    }
    return rows
  }

  // MARK: git's configuration

  /// The settings that decide where hooks are looked for.
  private var configuration: [CheckupRow] {
    ["core.hooksPath", "init.templateDir"].compactMap { key in
      do throws(CommandFailure) {
        let answer = try GitCommand(folder: path).run(["config", "--show-scope", "--get", key])
        guard answer.status == 0 else { return nil }
        let parts = answer.output.split(separator: "\t", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return CheckupRow(key, "\(Printable.text(parts[1].utf8)) (\(parts[0]))")
      } catch { return nil }
    }
  }

  // MARK: Hooks

  private var hooks: [CheckupRow] {
    let folder: String
    do throws(CommandFailure) { folder = try HookPlace.folder(of: path).folder } catch {
      return [CheckupRow("hooks", error)]
    }
    let files = GitHook.allCases.map { HookFile(folder: folder, hook: $0) }
    var names: [String] = []
    var rows: [CheckupRow] = []
    for file in files {
      do throws(CommandFailure) {
        guard try file.isInstalled() else { continue }
        names.append(file.hook.rawValue)
        guard !FileSystem.isExecutable(file.path) else { continue }
        rows.append(
          CheckupRow(
            "hooks", wrong: "git passes over \(Printable.text(file.path.utf8)): it is not executable",
            help: "run again: leakage hook install --\(file.hook.rawValue)"))
      } catch { rows.append(CheckupRow("hooks", error)) }
    }
    let place = Printable.text(folder.utf8)
    let first =
      names.isEmpty
      ? CheckupRow(
        "hooks", "none in \(place)", note: "refuse commits that bring in secrets with: leakage hook install")
      : CheckupRow("hooks", "\(names.joined(separator: ", ")) in \(place)")
    return [first] + rows
  }

  // MARK: Coding agents

  /// A row for each agent that the project has settings for.
  private func agents(_ outline: RepositoryOutline) -> [CheckupRow] {
    guard let root = outline.workTree else { return [] }
    return AgentKind.allCases.compactMap { agent in
      let settings = AgentSettings(agent: agent, command: "")
      let file = SettingsFile(path: root + settings.path)
      do throws(CommandFailure) {
        guard let document = try file.read() else { return nil }
        guard settings.hasHook(in: document) else {
          return CheckupRow(
            agent.rawValue, "\(settings.path) does not ask leakage",
            note: "leakage hook agent install --for \(agent.rawValue)")
        }
        return CheckupRow(agent.rawValue, "\(settings.path) asks leakage")
      } catch { return CheckupRow(agent.rawValue, error) }
    }
  }
}
