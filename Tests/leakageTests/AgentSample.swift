import Findings
import Scanning
import TestRepositories

@testable import leakage

/// A project folder with files that hold secrets, and hooks that look at it.
struct AgentSample {
  let repository: TemporaryRepository
  let token: String
  private let spotter: SecretSpotter

  init() throws {
    repository = try TemporaryRepository()
    token = try RedactionSample.github(21)
    spotter = SecretSpotter(try CatalogLoading.catalog(adding: []), least: .medium, key: FingerprintKey([7]))
    try repository.write(".env", "# settings\nDEBUG=1\nTOKEN=\(token)\n")
    try repository.write("clean.txt", "nothing to see\n")
  }

  func hook(_ agent: AgentKind, allowing lines: String = "") throws -> AgentHook {
    AgentHook(
      agent: agent, spotter: spotter, names: PlaceholderNames(key: FingerprintKey([7])),
      allowed: AllowedSecrets(IgnoreFile.parse(lines, path: "allowed"), now: Timestamp(seconds: 0)),
      home: repository.surroundings)
  }

  /// `TOKEN` and `FOLDER` stand for the secret and the project.
  func answer(_ agent: AgentKind, _ payload: String) throws -> AgentAnswer {
    try hook(agent).answer(to: .bytes(Array(filled(payload).utf8)))
  }

  func filled(_ text: String) -> String {
    text.replacing("TOKEN", with: token).replacing("FOLDER", with: repository.path)
  }
}
