#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

extension ChildProcess {
  /// Nil where the program is not there. The child gets its three streams and, as number 3, the descriptor that is kept:
  /// not the pipes of another child that is started at the same time, which would never end then.
  static func start(_ process: borrowing GitProcess, _ streams: [Int32]) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, end) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
    }
    if let kept = process.kept { posix_spawn_file_actions_adddup2(&actions, kept, 3) }
    #if canImport(Darwin)
      let more = POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      let more = 0
      // glibc closes what is open and passes over the rest.
      for number in Int32(process.kept == nil ? 3 : 4)..<1024 {
        posix_spawn_file_actions_addclose(&actions, number)
      }
    #endif
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    // The signals that end this process in its own way must end the child in the usual one.
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP) | Int16(more)
    )
    var arguments = ([process.program] + process.arguments).map { strdup($0) } + [nil]
    var variables = process.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var id: pid_t = 0
    return posix_spawnp(&id, process.program, &actions, &attributes, &arguments, &variables) == 0 ? id : nil
  }
}
