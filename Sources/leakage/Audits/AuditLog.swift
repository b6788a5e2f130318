internal import Auditing
internal import Findings
internal import Foundation
internal import Synchronization

/// The log of an audit: one JSON object a line, appended, for who watches from outside.
final class AuditLog: Sendable {
  private let file: Mutex<FileHandle>
  private let tally: AuditTally

  /// Opens the file, or makes it, for its owner alone.
  init(path: String, tally: AuditTally) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure("cannot write the log '\(path)'", help: "name a file that can be written")
    }
    file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    self.tally = tally
  }

  private struct Line: Encodable {
    var time: String
    var event: String
    var repository: String?
    var bytes: Int64?
    var findings: Int?
    var milliseconds: Int?
    var complete: Bool?
    var reason: String?
    var done: Int?
    var total: Int?
    /// Bytes that the process holds beside mapped files.
    var memory: Int64?
  }

  /// Call after the tally has noted it.
  func note(_ event: AuditEvent, at time: Timestamp) {
    if case .progressed = event { return }
    let counts = tally.now
    var line = Line(
      time: time.iso8601, event: "", done: counts.done, total: counts.total, memory: MemoryLimit.used)
    switch event {
    case .progressed: return
    case .fetching(let name): (line.event, line.repository) = ("fetching", name)
    case .began(let name, let bytes): (line.event, line.repository, line.bytes) = ("began", name, bytes)
    case .ended(let result):
      (line.event, line.repository, line.bytes) = (result.way.rawValue, result.name, result.bytes)
      (line.findings, line.milliseconds) = (result.findings, result.milliseconds)
      (line.complete, line.reason) = (result.isComplete, result.reason)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var data = try? encoder.encode(line) else { return }
    data.append(0x0A)
    // A log that cannot be written, as on a full disk, stops no audit.
    file.withLock { try? $0.write(contentsOf: data) }
  }
}
