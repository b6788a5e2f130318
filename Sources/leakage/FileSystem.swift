internal import Findings

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The few questions that the command line asks the system.
enum FileSystem {
  /// True also for a dangling symbolic link: it is a name that somebody meant.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// True when a symbolic link leads somewhere as well.
  static func leadsToFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// True also for a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// Absolute, without links and `..`; nil when nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// False where it is not empty, or stays for another reason. True where there is none.
  static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 || errno == ENOENT }
}

extension Timestamp {
  /// The system's clock.
  static var current: Timestamp { Timestamp(seconds: Int64(time(nil))) }
}
