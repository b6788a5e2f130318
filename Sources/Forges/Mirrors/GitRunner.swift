/// Runs git for one mirror and makes errors of what goes wrong.
struct GitRunner: Sendable {
  let settings: GitSettings
  let address: RepositoryAddress
  /// Handed on to git, so that the mirror stays locked while git lives.
  let lock: Int32

  /// Any exit status.
  func attempt(
    _ arguments: [String], authorization: MirrorFetch.Authorization? = nil, input: [UInt8] = []
  ) async throws(MirrorError) -> GitAnswer {
    var process = GitProcess(
      program: settings.options.git, arguments: arguments,
      environment: settings.environment(for: address, authorization: authorization?.header),
      timeout: settings.options.timeout)
    process.input = input
    process.kept = lock
    do throws(GitStop) {
      return try await process.run()
    } catch {
      switch error {
      case .missing(let what):
        throw MirrorError(.gitMissing, "\(what); git is needed to clone", of: address)
      case .timedOut:
        throw MirrorError(
          .timedOut, "git was ended after \(Int(settings.options.timeout)) s", of: address)
      case .interrupted: throw MirrorError(.interrupted, "interrupted", of: address)
      case .endless: throw MirrorError(.failed, "git tells more than fits", of: address)
      case .noDisk: throw MirrorError(.diskFull, "the disk is full", of: address)
      }
    }
  }

  /// Status 0 only.
  func run(
    _ arguments: [String], authorization: MirrorFetch.Authorization? = nil, input: [UInt8] = []
  ) async throws(MirrorError) -> GitAnswer {
    let answer = try await attempt(arguments, authorization: authorization, input: input)
    guard answer.status == 0 else {
      throw MirrorError(answer, of: address, hiding: authorization?.traces ?? [])
    }
    return answer
  }
}
