internal import Findings
internal import Scanning

/// Which key names the secrets of this run.
enum KeyChoice {
  /// Fewer bytes could be tried one by one: they would only look like a key of one's own.
  static let leastBytes = 16

  /// The environment's, which must be long enough, else the baseline's salt, else the public one.
  static func key(
    in environment: ProcessEnvironment, baseline: Baseline? = nil
  ) throws(CommandFailure) -> FingerprintKey {
    FingerprintKey.resolve(variable: try variable(in: environment), baseline: baseline)
  }

  /// The environment's key; nil where it is unset or empty. The message tells its length and nothing else of it.
  static func variable(in environment: ProcessEnvironment) throws(CommandFailure) -> String? {
    let name = FingerprintKey.environmentVariable
    guard let text = environment[name], !text.isEmpty else { return nil }
    let count = text.utf8.count
    guard count >= leastBytes else {
      throw CommandFailure(
        "\(name) is too short to be a key: \(count) of at least \(leastBytes) bytes",
        help: "make one and keep it: openssl rand -hex 16")
    }
    return text
  }
}
