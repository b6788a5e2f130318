internal import Foundation

/// How much memory this machine, or the container that it pretends to be, has.
enum MemoryLimit {
  /// Bytes: the least of the machine's and its control group's (cgroup v2 and v1).
  static var available: Int64 {
    let files = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    let limits = files.compactMap { path in
      FileManager.default.contents(atPath: path).flatMap { content in
        Int64(String(decoding: content, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
    return ([Int64(clamping: ProcessInfo.processInfo.physicalMemory)] + limits.filter { $0 > 0 }).min() ?? 1
      << 30
  }

  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Bytes that this process holds beside mapped files; nil where the system does not tell.
  static var used: Int64? {
    guard let text = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") where line.hasPrefix("RssAnon:")
    {
      return line.split(separator: " ").compactMap { Int64($0) }.first.map { $0 << 10 }
    }
    return nil
  }
}
