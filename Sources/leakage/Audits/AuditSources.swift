internal import Auditing
internal import Findings
internal import Forges
internal import Probing

/// What an audit is about: the words of the command line, made into repositories.
struct AuditSources: Sendable {
  let arguments: [String]
  let options: SourceOptions
  let rules: NetworkRules
  let environment: ProcessEnvironment

  /// The repositories, each once, and what stood in the way of others.
  struct Found: Sendable {
    var targets: [AuditTarget] = []
    var remotes: [String: RemoteRepository] = [:]
    var problems: [Diagnostic] = []
    private var names: Set<String> = []

    mutating func add(_ repository: LocalRepository) {
      guard names.insert(repository.path).inserted else { return }
      targets.append(
        AuditTarget(
          name: repository.path, place: .local(path: repository.path), bytes: Int64(repository.bytes)))
    }

    mutating func add(_ repository: RemoteRepository) {
      let name = repository.address.description
      guard names.insert(name).inserted else { return }
      remotes[name] = repository
      targets.append(
        AuditTarget(name: name, place: .remote(address: name), bytes: repository.size.map { Int64($0) }))
    }

    mutating func note(_ error: ForgeError) {
      problems.append(
        Diagnostic(
          severity: .error, code: "target-failed", message: error.message, place: error.place,
          help: error.help, isIncomplete: true))
    }
  }

  /// A repository that has to be fetched.
  struct RemoteRepository: Sendable {
    let address: RepositoryAddress
    var credential: ForgeCredential?
    var kind: ForgeKind?
    var size: Int?
  }

  /// Asks forges for what they have. A word that nobody understands is a mistyped command; a forge that does not answer
  /// is a problem among others.
  func found(notice: @escaping @Sendable (String) -> Void) async throws -> Found {
    var found = Found()
    var forges: [ForgeTarget] = []
    for argument in arguments { try sort(argument, &found, &forges) }
    guard !forges.isEmpty else { return found }
    let transport = ForgeListing.transport(for: forges.map(\.place), rules: rules)
    for target in forges { await list(target, transport, notice, &found) }
    await transport.close()
    return found
  }

  private func sort(_ argument: String, _ found: inout Found, _ forges: inout [ForgeTarget]) throws {
    do throws(ForgeError) {
      if argument == "-" {
        let list = try RepositoryList(path: "-")
        for problem in list.problems { found.note(problem) }
        for entry in list.entries { try add(entry.address, &found) }
      } else if FileSystem.exists(argument) {
        walk(argument, &found)
      } else if let target = try ForgeTarget(
        argument, forge: options.forge, bases: try ForgeBases(options.bases))
      {
        forges.append(target)
      } else {
        let address = try RepositoryAddress(argument)
        guard address.kind != .local else {
          throw ForgeError(.badTarget, "no such file or directory", place: argument)
        }
        // `host:repository.git` is ssh's; a mistyped `github:ORG` looks like it.
        guard argument.contains(where: { "/@.".contains($0) }) else {
          throw ForgeError(.badTarget, "names no forge that is known, and no repository", place: argument)
        }
        try add(address, &found)
      }
    } catch {
      throw CommandFailure(
        "\(error)",
        help:
          "a target is a folder, an address, github:ORG, gitlab:GROUP, gitea:HOST/ORG or bitbucket:WORKSPACE")
    }
  }

  private func walk(_ path: String, _ found: inout Found) {
    let local = LocalRepositories(below: [path], isCancelled: { Task.isCancelled })
    for problem in local.problems { found.note(problem) }
    for repository in local.repositories { found.add(repository) }
    guard local.repositories.isEmpty, local.problems.isEmpty else { return }
    found.note(ForgeError(.notFound, "holds no repository", place: path))
  }

  private func add(_ address: RepositoryAddress, _ found: inout Found) throws(ForgeError) {
    if address.kind == .local { return walk(address.path, &found) }
    let known = try credentials.credential(for: address, bases: try ForgeBases(options.bases))
    found.add(RemoteRepository(address: address, credential: known?.credential, kind: known?.kind))
  }

  private var credentials: ForgeCredentials { ForgeCredentials { environment[$0] } }

  private func list(
    _ target: ForgeTarget, _ transport: HTTPTransport, _ notice: @escaping @Sendable (String) -> Void,
    _ found: inout Found
  ) async {
    do throws(ForgeError) {
      let credential = try credentials.credential(for: target.place)
      let clock = ForgeClock(now: { Timestamp.current }, sleep: { try await Task.sleep(for: .seconds($0)) })
      var pages = ForgeListing(
        target, credential: credential, filter: options.filter, transport: transport, clock: clock,
        notice: { notice("\(target): \($0)") }
      ).makeAsyncIterator()
      while let page = try await pages.next() {
        for refused in page.refused { found.note(refused) }
        for repository in page.repositories {
          found.add(
            RemoteRepository(
              address: repository.cloneAddress, credential: credential, kind: target.place.kind,
              size: repository.size))
        }
      }
    } catch { found.note(error) }
  }

  func mirrors() throws(CommandFailure) -> MirrorCache {
    let folder: String
    if let cache = options.cache {
      folder = cache
    } else {
      folder = try StateFolder.cache(environment, option: "--cache DIR") + "/mirrors"
    }
    StateFolder.make(folder)
    var settings = MirrorOptions()
    settings.includesRequests = options.requests
    settings.authorities = rules.authorities
    settings.proxy = rules.proxy.map { "http://\($0.host):\($0.port)" }
    do {
      return try MirrorCache(
        folder: folder, limit: options.cacheSize?.bytes ?? 50 << 30, options: settings)
    } catch {
      throw CommandFailure(
        "\(error)", help: "name another folder with: --cache DIR", status: ExitStatus.incomplete)
    }
  }
}

extension ForgeError {
  fileprivate var help: String? {
    switch code {
    case .unauthorised, .forbidden: "set a token that may read it, such as GITHUB_TOKEN or GITLAB_TOKEN"
    case .notFound: "look at the name; private ones need a token such as GITHUB_TOKEN or GITLAB_TOKEN"
    default: nil
    }
  }
}
