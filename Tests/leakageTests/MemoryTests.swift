import Foundation
import TestRepositories
import Testing

/// What a scan takes of the machine, measured on the process itself.
struct MemoryTests {
  /// Status and peak memory in MiB, as the kernel counts it.
  private func measure(_ arguments: [String], in folder: String) throws -> (status: Int32, peak: Int) {
    var child: pid_t = 0
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [1, 2] as [Int32] { posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0) }
    let words = [Program.path] + arguments + [folder]
    var pointers = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    try #require(posix_spawn(&child, Program.path, &actions, nil, &pointers, environ) == 0)
    var (status, usage) = (Int32(0), rusage())
    try #require(wait4(child, &status, 0, &usage) == child)
    return (status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), usage.ru_maxrss / 1024)
  }

  /// Objects of 60 MiB made of a few bytes, each the base of two others.
  private func bomb(depth: Int) -> PackBuilder {
    var pack = PackBuilder()
    let size = 60 << 20
    var number = 0
    func id() -> [UInt8] {
      number += 1
      return [UInt8](repeating: 0x55, count: 16) + PackBuilder.bigEndian(number, 4)
    }
    let start = pack.add(.blob, [UInt8](repeating: 0x78, count: 1 << 16))
    var level = [id()]
    let grow = (0..<(size >> 16)).flatMap { _ in PackBuilder.copy(0, (1 << 16) - 1) + PackBuilder.copy(0, 1) }
    pack.addDelta(PackBuilder.sizes(base: 1 << 16, target: size) + grow, on: .id(start), as: level[0])
    let same = (0..<(size >> 20)).flatMap { PackBuilder.copy($0 << 20, 1 << 20) }
    for _ in 0..<depth {
      level = level.flatMap { base in
        (0..<2).map { _ in
          let child = id()
          pack.addDelta(PackBuilder.sizes(base: size, target: size) + same, on: .id(base), as: child)
          return child
        }
      }
    }
    return pack
  }

  @Test(.timeLimit(.minutes(15)))
  func `a pack of a few kilobytes that unfolds to gigabytes takes bounded memory`() throws {
    let repository = try TemporaryRepository("--bare")
    try bomb(depth: 4).write(to: repository.path + "/objects/pack")
    let result = try measure(["scan", "--threads", "2"], in: repository.path)
    #expect(result.status == 0 || result.status == 3)
    // The address sanitiser keeps what was freed.
    let limit = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil ? 1200 : 6000
    #expect(result.peak < limit)
  }
}
