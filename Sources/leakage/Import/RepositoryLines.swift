internal import Foundation
internal import Scanning

/// Lines of a repository's files, as a commit or the work tree has them.
final class RepositoryLines {
  private let root: String
  /// The last file asked for: entries of one file stand together.
  private var last: (name: String, lines: [[UInt8]])?
  private static let longest = 64 << 20

  init(path: String) { root = WorkTree.root(of: path) ?? (path.hasSuffix("/") ? path : path + "/") }

  /// Nil where there is no such line.
  func line(_ path: String, _ number: Int, _ commit: String?) -> [UInt8]? {
    let lines = lines(path, commit)
    return lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  private func lines(_ path: String, _ commit: String?) -> [[UInt8]] {
    let name = "\(commit ?? ""):\(path)"
    if let last, last.name == name { return last.lines }
    let bytes = commit.map { committed(path, $0) } ?? current(path)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    last = (name, lines)
    return lines
  }

  /// Nothing above the root is read, whatever the entry says.
  private func current(_ path: String) -> [UInt8] {
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains(".."),
      case .bytes(let bytes) = BoundedRead.file(root + path, limit: RepositoryLines.longest)
    else { return [] }
    return bytes
  }

  /// Asks git, since the scan keeps no contents.
  private func committed(_ path: String, _ commit: String) -> [UInt8] {
    guard !commit.isEmpty, commit.allSatisfy(\.isHexDigit), !path.utf8.contains(0) else { return [] }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", root, "cat-file", "blob", "\(commit):\(path)"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return [] }
    var bytes: [UInt8] = []
    while bytes.count <= RepositoryLines.longest {
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { break }
      bytes += piece
    }
    if bytes.count > RepositoryLines.longest { process.terminate() }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? bytes : []
  }
}
