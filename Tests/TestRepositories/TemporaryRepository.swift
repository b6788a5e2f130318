internal import Foundation

/// A repository in a temporary folder, made with the `git` command under fixed dates and without the machine's
/// own configuration. The folder goes when the object does.
package final class TemporaryRepository: Sendable {
  /// The work tree, or the bare repository.
  package let path: String
  private let folder: TemporaryFolder

  /// 2020-01-01T00:00:00Z: where dates in tests begin.
  package static let epoch: Int64 = 1_577_836_800
  package static let day: Int64 = 86_400

  /// Makes an empty repository whose branch is `main`.
  package init(_ arguments: String...) throws {
    folder = try TemporaryFolder()
    path = folder.path + "/repository"
    _ = try Command.git(
      ["init", "-q", "-b", "main"] + arguments + [path], in: folder.path, home: folder.path)
  }

  /// Clones another one, with the options given.
  package init(cloning source: String, _ arguments: String...) throws {
    folder = try TemporaryFolder()
    path = folder.path + "/repository"
    _ = try Command.git(
      ["-c", "protocol.file.allow=always", "clone", "-q"] + arguments + [source, path], in: folder.path,
      home: folder.path)
  }

  /// A copy of another one, file by file.
  package init(copying source: TemporaryRepository) throws {
    folder = try TemporaryFolder()
    path = folder.path + "/repository"
    try FileManager.default.copyItem(atPath: source.path, toPath: path)
  }

  /// Address for clones that must go through the transport.
  package var address: String { "file://" + path }
  /// The folder that holds the repository, for files beside it.
  package var surroundings: String { folder.path }

  /// Runs git in the work tree and gives what it prints, without the last line end.
  @discardableResult
  package func git(
    _ arguments: String..., input: [UInt8] = [], at seconds: Int64 = epoch, authored: Int64? = nil
  ) throws -> String {
    let output = try Command.git(
      arguments, in: path, home: folder.path, input: input, committed: seconds, authored: authored ?? seconds)
    let text = String(decoding: output, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// As `git`, for output that is not text.
  package func bytes(_ arguments: String..., input: [UInt8] = []) throws -> [UInt8] {
    try Command.git(arguments, in: path, home: folder.path, input: input)
  }

  package func write(_ name: String, _ content: String) throws { try write(name, bytes: Array(content.utf8)) }

  package func write(_ name: String, bytes: [UInt8]) throws {
    let file = path + "/" + name
    let parent = URL(fileURLWithPath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try UnsyncedFile.write(bytes, to: file)
  }

  package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

  /// Commits all files as they are and gives the commit's id.
  @discardableResult
  package func commit(
    _ message: String = "change", at seconds: Int64 = epoch, authored: Int64? = nil
  ) throws -> String {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message, at: seconds, authored: authored)
    return try git("rev-parse", "HEAD")
  }

  /// Writes one file and commits everything.
  @discardableResult
  package func commit(_ name: String, _ content: String, at seconds: Int64 = epoch) throws -> String {
    try write(name, content)
    return try commit("write \(name)", at: seconds)
  }

  /// Repacks everything into one pack with long delta chains.
  package func repack(_ arguments: String...) throws {
    _ = try Command.git(
      arguments + ["repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=50"], in: path, home: folder.path
    )
  }

  /// Files in the repository's own folder whose path ends so.
  package func storedFiles(endingWith suffix: String) -> [String] {
    let root = FileManager.default.fileExists(atPath: path + "/.git") ? path + "/.git" : path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { root + "/" + $0 }
  }

  /// Path of a loose object.
  package func loosePath(_ id: String) -> String {
    let root = FileManager.default.fileExists(atPath: path + "/.git") ? path + "/.git" : path
    return "\(root)/objects/\(id.prefix(2))/\(id.dropFirst(2))"
  }
}
