#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A started program and the ends of its pipes. Only the thread that started it uses it, so that its number is not
/// another process's when a signal is sent.
struct ChildProcess: ~Copyable {
  private let id: pid_t
  /// Standard output and standard error; -1 where one has ended.
  private var ends: [Int32]
  private(set) var output: [UInt8] = []
  private var complaint: [UInt8] = []

  /// Bytes of standard error that are kept.
  private static let complaintLimit = 64 << 10

  init(_ process: borrowing GitProcess) throws(GitStop) {
    (id, ends) = try ChildProcess.launch(process)
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  /// The child's number, and our ends of its output and its errors.
  private static func launch(_ process: borrowing GitProcess) throws(GitStop) -> (pid_t, [Int32]) {
    let input = try file(holding: process.input)
    defer { close(input) }
    var pipes: [[Int32]] = []
    // What the child has is its own.
    defer { for pair in pipes { close(pair[1]) } }
    for _ in 0..<2 {
      var pair: [Int32] = [-1, -1]
      guard pipe(&pair) == 0 else {
        for pair in pipes { close(pair[0]) }
        throw .missing("no pipe can be made")
      }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipes.append(pair)
    }
    guard let id = start(process, [input, pipes[0][1], pipes[1][1]]) else {
      for pair in pipes { close(pair[0]) }
      throw .missing("'\(process.program)' cannot be started")
    }
    return (id, pipes.map { $0[0] })
  }

  var isOpen: Bool { ends.contains { $0 >= 0 } }

  /// Reads what is there, or waits for it.
  mutating func read(milliseconds: Int32) {
    var polls = ends.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return }
    for (index, answer) in polls.enumerated() where answer.revents != 0 { drain(index) }
  }

  private mutating func drain(_ index: Int) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let end = ends[index]
    let count = buffer.withUnsafeMutableBytes { bytes in systemRead(end, bytes.baseAddress, bytes.count) }
    if count > 0 {
      if index == 0 {
        output += buffer[..<count]
      } else {
        complaint += buffer[..<count]
        if complaint.count > 2 * ChildProcess.complaintLimit {
          complaint.removeFirst(complaint.count - ChildProcess.complaintLimit)
        }
      }
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      close(end)
      ends[index] = -1
    }
  }

  /// Waits for the end of a child that has closed its pipes.
  mutating func answer() -> GitAnswer {
    GitAnswer(status: wait(), output: output, complaint: String(decoding: complaint, as: UTF8.self))
  }

  /// Asks the whole group to end, and after two seconds does not ask.
  mutating func end() {
    kill(-id, SIGTERM)
    var state = siginfo_t()
    for _ in 0..<200 {
      // It is left to be waited for: until then its number, the group's, is nobody else's.
      if waitid(P_PID, id_t(id), &state, WEXITED | WNOHANG | WNOWAIT) != 0 || hasEnded(state) { break }
      usleep(10_000)
    }
    kill(-id, SIGKILL)
    _ = wait()
  }

  private func hasEnded(_ state: siginfo_t) -> Bool {
    #if canImport(Darwin)
      state.si_pid == id
    #else
      state._sifields._sigchld.si_pid == id
    #endif
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }

  deinit { for end in ends where end >= 0 { close(end) } }

  /// A file without a name, so that nothing waits for the child to read. An empty one costs nothing.
  private static func file(holding bytes: [UInt8]) throws(GitStop) -> Int32 {
    guard !bytes.isEmpty else {
      let end = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard end >= 0 else { throw .missing("/dev/null cannot be opened") }
      return end
    }
    var name = Array("\(temporaryFolder)/leakage-XXXXXX".utf8CString)
    let end = mkstemp(&name)
    guard end >= 0 else { throw .noDisk }
    unlink(name)
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(end, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      guard count > 0 else {
        close(end)
        throw .noDisk
      }
      written += count
    }
    lseek(end, 0, SEEK_SET)
    return end
  }

  private static var temporaryFolder: String {
    guard let pointer = getenv("TMPDIR"), pointer.pointee != 0 else { return "/tmp" }
    return String(cString: pointer)
  }
}

/// The system's function, which a method of the same name hides.
private func systemRead(_ end: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(end, bytes, count)
}
