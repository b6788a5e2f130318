internal import Dispatch
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A child process in a group of its own: what ends it ends the helpers that it started too.
///
/// A descriptor that is `kept` goes to the child and to its helpers: a lock on it lasts until the last of them is gone,
/// also where this process was killed and could end none of them.
struct GitProcess {
  let program: String
  let arguments: [String]
  let environment: [String: String]
  var input: [UInt8] = []
  var kept: Int32?
  /// Seconds.
  var timeout: Double
  /// Bytes of standard output.
  var outputLimit = 256 << 20

  /// Waits on a thread beside the tasks. A task that is cancelled ends the child.
  func run() async throws(GitStop) -> GitAnswer {
    let isCancelled = Flag()
    let result: Result<GitAnswer, GitStop> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        GitProcess.queue.async { continuation.resume(returning: self.perform(isCancelled)) }
      }
    } onCancel: {
      isCancelled.raise()
    }
    return try result.get()
  }

  private static let queue = DispatchQueue(label: "leakage.git", attributes: .concurrent)

  private func perform(_ isCancelled: Flag) -> Result<GitAnswer, GitStop> {
    if isCancelled.isRaised { return .failure(.interrupted) }
    var child: ChildProcess
    do throws(GitStop) { child = try ChildProcess(self) } catch { return .failure(error) }
    let deadline = ContinuousClock.now + .milliseconds(Int64(timeout * 1000))
    var stop: GitStop?
    while child.isOpen {
      child.read(milliseconds: 100)
      if isCancelled.isRaised { stop = .interrupted }
      if ContinuousClock.now > deadline { stop = .timedOut }
      if child.output.count > outputLimit { stop = .endless }
      if stop != nil { break }
    }
    if let stop {
      child.end()
      return .failure(stop)
    }
    return .success(child.answer())
  }
}

/// Raised once, by any thread.
final class Flag: Sendable {
  private let state = Atomic(false)
  var isRaised: Bool { state.load(ordering: .acquiring) }
  func raise() { state.store(true, ordering: .releasing) }
}
