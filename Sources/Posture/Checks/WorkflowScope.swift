/// The environment that a step sees, and what values refer to.
struct WorkflowScope {
  private var variables: [String: DocumentNode] = [:]

  init(_ env: DocumentNode?, around outer: WorkflowScope?) {
    variables = outer?.variables ?? [:]
    for member in env?.members ?? [] { variables[member.key] = member.value }
  }

  /// A stored secret or a literal, also by way of a variable; what a step before gives is not.
  func isStatic(_ value: DocumentNode, depth: Int = 0) -> Bool {
    guard let text = value.text, !text.isEmpty else { return false }
    guard Expression.isOne(text) else { return LiteralValue.isCredential(text) }
    if Expression.names(of: "secrets", in: text).contains(where: { $0.uppercased() != "GITHUB_TOKEN" }) {
      return true
    }
    guard depth < 4 else { return false }
    return Expression.names(of: "env", in: text).contains { name in
      variables[name].map { isStatic($0, depth: depth + 1) } ?? false
    }
  }

  /// The key of a store that only speaks as Amazon's does: those have no identity for a job.
  func isForAnotherStore(_ value: DocumentNode) -> Bool {
    if variables.keys.contains(where: { $0.hasPrefix("AWS_ENDPOINT_URL") || $0 == "AWS_S3_ENDPOINT" }) {
      return true
    }
    let names = Expression.names(of: "secrets", in: value.text ?? "")
    return names.flatMap(SecretName.words).contains { WorkflowScope.otherStores.contains($0) }
  }

  private static let otherStores: Set<String> = [
    "r2", "cloudflare", "minio", "wasabi", "spaces", "digitalocean", "backblaze", "b2", "scaleway", "hetzner",
    "ovh",
    "linode", "tigris",
  ]

  /// Whether a variable is set here.
  func isStatic(variable name: String) -> Bool { variables[name].map { isStatic($0) } ?? false }

  func line(ofVariable name: String) -> Int? { variables[name]?.line }

  /// The secret that a value is, where its name says that it is a person's token.
  static func personalToken(_ value: DocumentNode) -> String? {
    guard let text = value.text else { return nil }
    return Expression.names(of: "secrets", in: text).first { name in
      let words = SecretName.words(of: name)
      return words.contains("pat") || words.contains("personal") && words.contains("token")
    }
  }
}
