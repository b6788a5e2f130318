internal import Findings

/// Compose files.
struct ComposeCheck {
  private(set) var drafts: [Draft] = []

  init(_ bytes: [UInt8]) throws(UnreadableDocument) {
    for service in try YAMLReader.document(bytes)["services"]?.members ?? [] {
      let place = "service \(service.key)"
      for pair in ComposeCheck.pairs(service.value["environment"]) where ComposeCheck.isLiteral(pair) {
        drafts.append(Draft(PostureRules.composeLiteral, line: pair.line, key: pair.key, place: place))
      }
      for pair in ComposeCheck.pairs(service.value["build"]?["args"]) where SecretName.isSecret(pair.key) {
        drafts.append(Draft(PostureRules.composeArgument, line: pair.line, key: pair.key, place: place))
      }
    }
  }

  private static func isLiteral(_ pair: DocumentNode.Member) -> Bool {
    guard let text = pair.value.text else { return false }
    if LiteralValue.hasCredentialInAddress(text) { return true }
    return SecretName.isSecret(pair.key)
      && (LiteralValue.isCredential(text) || LiteralValue.hasCredentialDefault(text))
  }

  /// A map, or a list of `NAME=value`.
  private static func pairs(_ node: DocumentNode?) -> [DocumentNode.Member] {
    let listed = (node?.list ?? []).compactMap { item -> DocumentNode.Member? in
      guard let text = item.text, !text.isEmpty else { return nil }
      let sign = text.firstIndex(of: "=") ?? text.endIndex
      let value = DocumentNode(line: item.line, value: .scalar(String(text[sign...].dropFirst())))
      return .init(key: String(text[..<sign]), line: item.line, value: value)
    }
    return (node?.members ?? []) + listed
  }
}
