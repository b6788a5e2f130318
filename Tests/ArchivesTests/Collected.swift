import Archives
import TestRepositories

/// Everything that a walk found.
final class Collected: ArchiveVisitor {
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var order: [String] = []
  private(set) var listed: [(path: String, kind: ArchiveEntry.Kind, target: String?)] = []
  private(set) var problems: [(path: String, code: ArchiveFailure.Code, message: String)] = []
  private(set) var bytes = 0
  private(set) var isWhole = true
  /// Contents are counted and not kept.
  private let keepsContent: Bool

  init(keepsContent: Bool = true) { self.keepsContent = keepsContent }

  convenience init(
    _ bytes: [UInt8], name: String = "a", _ limits: ArchiveLimits = ArchiveLimits(), keepsContent: Bool = true
  ) {
    self.init(keepsContent: keepsContent)
    isWhole = bytes.withUnsafeBytes {
      ArchiveWalk.walk($0, names: [Array(name.utf8)], limits: limits, for: self)
    }
  }

  func visit(_ entry: ArchiveEntry, _ content: UnsafeRawBufferPointer) {
    let path = String(decoding: entry.path, as: UTF8.self)
    bytes += content.count
    if keepsContent { files[path] = Array(content) }
    order.append(path)
  }

  func list(_ entry: ArchiveEntry) {
    listed.append(
      (
        String(decoding: entry.path, as: UTF8.self), entry.kind,
        entry.target.map { String(decoding: $0, as: UTF8.self) }
      ))
  }

  func note(_ problem: ArchiveProblem) {
    problems.append(
      (String(decoding: problem.path, as: UTF8.self), problem.failure.code, problem.failure.message))
  }

  var codes: Set<ArchiveFailure.Code> { Set(problems.map(\.code)) }
}
