internal import Scanning

/// What scanning a repository takes, guessed from its size before any of it is read.
struct ScanCost {
  let threads: Int
  /// Bytes of memory beyond the mapped packs.
  let memory: Int64

  /// - Parameters:
  ///   - share: The repository's part of all bytes that are left to scan, 0 to 1. One that is more than its part of the
  ///     cores gets them all, or it would be scanned by one alone when the others have nothing left.
  ///   - cores: Threads that all scans together are to keep busy.
  init(_ state: RepositoryState, share: Double, cores: Int) {
    threads = share * Double(cores) >= 1 || state.objectBytes > 256 << 20 ? cores : 1
    // Measured: tables and graphs take some 130 bytes an object, a thread's buffers and literal tables 24 MB.
    memory = Int64(threads) * (24 << 20) + Int64(state.objectCount) * 200
  }
}
