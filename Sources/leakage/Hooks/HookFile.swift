internal import FoundationEssentials

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A hook in a folder of hooks. Whatever else is there stays: a foreign hook is moved aside and run first, and moved
/// back when leakage's lines go; lines of one's own around them are kept.
struct HookFile {
  let folder: String
  let hook: GitHook

  var path: String { folder + "/" + hook.rawValue }
  private var chainedPath: String { folder + "/" + HookBlock.chained(hook) }

  enum Change: Equatable {
    case installed, updated, unchanged, removed, absent
    /// The hook that was there runs first.
    case chained
    /// The hook that was there before is back.
    case restored
  }

  /// Has leakage's lines.
  func isInstalled() throws(CommandFailure) -> Bool {
    guard FileSystem.exists(path), let content = try ownContent() else { return false }
    return HookBlock.range(in: content) != nil
  }

  func install(_ block: HookBlock) throws(CommandFailure) -> Change {
    guard FileSystem.exists(path) else {
      try makeFolder()
      try write(block.file)
      return .installed
    }
    if let content = try ownContent(), let range = HookBlock.range(in: content) {
      let new = HookBlock.replacing(range, of: content, with: block.text)
      guard new != content else { return .unchanged }
      try write(new)
      return .updated
    }
    guard !FileSystem.exists(chainedPath) else {
      throw CommandFailure(
        "'\(path)' is not leakage's, and '\(chainedPath)' exists already",
        help: "make one hook of the two, then install again")
    }
    try move(path, to: chainedPath)
    do {
      try write(block.file)
    } catch {
      try move(chainedPath, to: path)
      throw error
    }
    return .chained
  }

  func uninstall() throws(CommandFailure) -> Change {
    guard FileSystem.exists(path), let content = try ownContent(), let range = HookBlock.range(in: content)
    else {
      return .absent
    }
    let rest = HookBlock.replacing(range, of: content, with: "")
    let hasChained = FileSystem.exists(chainedPath)
    guard HookBlock.isEmpty(rest) else {
      guard !hasChained else {
        throw CommandFailure(
          "'\(path)' has lines of its own, and '\(chainedPath)' waits to be put back",
          help: "make one hook of the two, without the lines from '\(HookBlock.start)' on")
      }
      try write(rest)
      return .removed
    }
    guard hasChained else {
      guard unlink(path) == 0 else { throw HookFile.failure("remove", path) }
      return .removed
    }
    try move(chainedPath, to: path)
    return .restored
  }

  /// The file's text where it may have leakage's lines; nil for what is no text.
  private func ownContent() throws(CommandFailure) -> String? {
    do {
      return String(validating: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    } catch {
      // A link that leads nowhere is a foreign hook, if a broken one.
      guard FileSystem.leadsToFile(path) else { return nil }
      throw CommandFailure("cannot read '\(path)'", status: ExitStatus.incomplete)
    }
  }

  private func makeFolder() throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw CommandFailure("cannot make '\(folder)': \(error)", status: ExitStatus.incomplete) }
  }

  private func move(_ old: String, to new: String) throws(CommandFailure) {
    guard rename(old, new) == 0 else { throw HookFile.failure("move", old) }
  }

  /// In one step, through a link to the file that it names, executable: git passes over a hook that is not.
  private func write(_ text: String) throws(CommandFailure) {
    let target = realpath(path, nil).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    }
    let final = target ?? path
    try ReportFile(final).write(text)
    guard chmod(final, 0o755) == 0 else { throw HookFile.failure("make executable", final) }
  }

  private static func failure(_ verb: String, _ path: String) -> CommandFailure {
    CommandFailure("cannot \(verb) '\(path)': \(FileDescriptor.reason(errno))", status: ExitStatus.incomplete)
  }
}
