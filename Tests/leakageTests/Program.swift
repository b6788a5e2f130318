import Foundation
import TestRepositories

/// The built executable, beside the test bundle.
struct Program {
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("leakage").path

  /// Runs it, or another program, in a folder and waits. `output` replaces its standard output.
  static func run(
    _ arguments: [String], program: String = path, in folder: String, input: String = "",
    environment: [String: String] = [:],
    output: FileHandle? = nil
  ) throws -> Result {
    BrokenPipes.areErrors
    let process = Process()
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder].merging(environment) { $1 }
    process.standardInput = stdin
    process.standardError = stderr
    if let output { process.standardOutput = output } else { process.standardOutput = stdout }
    try process.run()
    try? output?.close()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let text = output == nil ? try stdout.fileHandleForReading.readToEnd() : nil
    let complaint = try stderr.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: text ?? Data(), as: UTF8.self),
      error: String(decoding: complaint ?? Data(), as: UTF8.self))
  }
}
