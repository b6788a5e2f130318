package import Glibc

/// A long-lived process beside the tests. Foundation's `Process` would hand it the pipes of every other process that
/// is being started, which then never end, and the signal mask of the thread that starts it.
package final class Spawned: @unchecked Sendable {
  package let id: pid_t
  private let input: Int32
  private let output: Int32

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package init(
    _ command: [String], in folder: String = "/tmp", environment: [String] = ["PATH=/usr/bin:/bin"]
  ) throws {
    var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw Failure(description: "no pipe") }
    for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // glibc closes what is open and passes over the rest.
    for descriptor in 3..<Int32(512) { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let whole = ["/usr/bin/env", "-C", folder] + command
    var arguments = whole.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, whole[0], &actions, &attributes, &arguments, &variables)
    close(toChild[0])
    close(fromChild[1])
    guard code == 0 else { throw Failure(description: "\(command[0]) cannot be started") }
    self.id = id
    input = toChild[1]
    output = fromChild[0]
  }

  package func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(input, bytes, bytes.count)
  }

  /// Empty at the end.
  package func line() -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1, byte != 0x0a { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Sends a signal and waits for the end; gives the exit status, or nil where a signal ended it.
  @discardableResult
  package func end(_ signal: Int32) -> Int32? {
    var status: Int32 = 0
    kill(id, signal)
    waitpid(id, &status, 0)
    return status & 0x7f == 0 ? status >> 8 & 0xff : nil
  }

  /// Waits; true for the status 0.
  package func succeeds() -> Bool {
    close(input)
    var status: Int32 = 0
    waitpid(id, &status, 0)
    return status == 0
  }
}
