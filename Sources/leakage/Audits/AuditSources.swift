internal import Auditing
internal import Scanning

/// What an audit is about: the words of the command line, made into repositories.
struct AuditSources: Sendable {
  let arguments: [String]

  func targets() async throws -> [AuditTarget] {
    var targets: [AuditTarget] = []
    for argument in arguments {
      let state = try RepositoryState(path: argument)
      targets.append(AuditTarget(name: argument, place: .local(path: argument), bytes: state.objectBytes))
    }
    return targets
  }

  func fetch(_ target: AuditTarget) async throws -> FetchedRepository {
    throw CommandFailure("cannot fetch '\(target.name)'")
  }
}
