internal import Foundation

/// A temporary folder in which archives are made, with the programs that make them.
package final class ArchiveFolder: Sendable {
  package let path: String
  private let folder: TemporaryFolder

  package init() throws {
    folder = try TemporaryFolder()
    path = folder.path
  }

  package func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try UnsyncedFile.write(bytes, to: file.path)
  }

  package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  package func read(_ name: String) -> [UInt8] {
    Array(FileManager.default.contents(atPath: path + "/" + name) ?? Data())
  }

  /// Every regular file, by its path.
  package var files: [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// Runs a program in the folder; gives what it prints.
  @discardableResult
  package func run(_ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
    ]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(arguments): \(String(decoding: complaint, as: UTF8.self))")
    }
    return Array(data)
  }

  /// Runs a script of Python's with its zip and tar modules at hand.
  @discardableResult
  package func python(_ script: String) throws -> [UInt8] {
    try run(["python3", "-c", "import io, os, struct, tarfile, zipfile\n" + script])
  }

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Forms of a packed folder: the name's end, and what `bsdtar` is told.
  package static let forms: [(suffix: String, options: [String])] = [
    ("tar", ["--format", "ustar"]), ("pax.tar", ["--format", "pax"]), ("gnu.tar", ["--format", "gnutar"]),
    ("tar.gz", ["--gzip"]), ("tar.bz2", ["--bzip2"]), ("tar.xz", ["--xz"]), ("tar.zst", ["--zstd"]),
    ("tar.lz4", ["--lz4"]), ("tar.lz", ["--lzip"]), ("tar.Z", ["--compress"]), ("zip", ["--format", "zip"]),
    ("stored.zip", ["--format", "zip", "--options", "zip:compression=store"]), ("jar", ["--format", "zip"]),
    ("7z", ["--format", "7zip"]), ("cpio", ["--format", "newc"]), ("odc.cpio", ["--format", "odc"]),
  ]

  /// Packs a folder's content.
  package func pack(_ source: String, into name: String, _ options: [String]) throws {
    try run(["bsdtar", "-cf", name] + options + ["-C", source, "."])
  }
}
