internal import Findings

/// Kubernetes manifests and kustomizations.
struct KubernetesCheck {
  private(set) var drafts: [Draft] = []

  init(_ bytes: [UInt8]) throws(UnreadableDocument) {
    guard bytes.count <= DocumentLimits.size else {
      // Most large files are definitions of types and holds nothing of a Secret.
      if KubernetesCheck.holds("\nkind: Secret", bytes) { _ = try DocumentLimits.text(of: bytes) }
      return
    }
    let isManifest = KubernetesCheck.holds("apiVersion", bytes)
    let isKustomization = KubernetesCheck.holds("secretGenerator", bytes)
    guard
      isManifest && (KubernetesCheck.holds("Secret", bytes) || KubernetesCheck.holds("env:", bytes))
        || isKustomization
    else { return }
    for document in try YAMLReader.documents(bytes) { check(document) }
  }

  private static func holds(_ word: StaticString, _ bytes: [UInt8]) -> Bool {
    let pattern = word.withUTF8Buffer { Array($0) }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let first = pattern.first, buffer.count >= pattern.count else { return false }
      return (0...(buffer.count - pattern.count)).contains { start in
        buffer[start] == first && buffer[start..<start + pattern.count].elementsEqual(pattern)
      }
    }
  }

  private mutating func check(_ object: DocumentNode, depth: Int = 0) {
    // SOPS encrypts the values and leaves the names.
    guard object.isMap, object["sops"] == nil, depth < 4 else { return }
    switch object.text("kind") ?? "" {
    case "Secret": secret(object)
    case "List", "SecretList": for item in object["items"]?.list ?? [] { check(item, depth: depth + 1) }
    default:
      generators(object["secretGenerator"])
      containers(object["spec"], of: object, depth: 0)
    }
  }

  private mutating func secret(_ object: DocumentNode) {
    let name = object["metadata"]?.text("name") ?? ""
    let isPlain = ["data", "stringData"].flatMap { object[$0]?.members ?? [] }.filter { member in
      guard let text = member.value.text, !text.isEmpty else { return false }
      return !LiteralValue.isReference(text) && !text.hasPrefix("<") && !LiteralValue.isPlaceholder(text)
    }
    guard let first = isPlain.first else { return }
    let more = isPlain.count > 1 ? "and \(isPlain.count - 1) more" : nil
    drafts.append(
      Draft(
        PostureRules.kubernetesSecret, line: first.line, key: first.key, place: "Secret \(name)", detail: more
      ))
  }

  private mutating func generators(_ list: DocumentNode?) {
    for generator in list?.list ?? [] {
      let place = "secretGenerator \(generator.text("name") ?? "")"
      for literal in generator["literals"]?.list ?? [] {
        guard let text = literal.text, let sign = text.firstIndex(of: "="),
          LiteralValue.isCredential(String(text[text.index(after: sign)...]))
        else { continue }
        drafts.append(
          Draft(
            PostureRules.kubernetesGenerator, line: literal.line, key: String(text[..<sign]), place: place))
      }
    }
  }

  /// A pod's, or a template's at any depth that objects have.
  private mutating func containers(_ spec: DocumentNode?, of object: DocumentNode, depth: Int) {
    guard let spec, depth < 4 else { return }
    for kind in ["containers", "initContainers", "ephemeralContainers"] {
      for container in spec[kind]?.list ?? [] { environment(container, of: object) }
    }
    containers(spec["template"]?["spec"], of: object, depth: depth + 1)
    containers(spec["jobTemplate"]?["spec"], of: object, depth: depth + 1)
  }

  private mutating func environment(_ container: DocumentNode, of object: DocumentNode) {
    for variable in container["env"]?.list ?? [] {
      guard let name = variable.text("name"), let member = variable.member("value"),
        let text = member.value.text,
        SecretName.isSecret(name) && LiteralValue.isCredential(text)
          || LiteralValue.hasCredentialInAddress(text)
      else { continue }
      let place = [object.text("kind"), object["metadata"]?.text("name")].compactMap(\.self).joined(
        separator: " ")
      drafts.append(Draft(PostureRules.kubernetesEnv, line: member.line, key: name, place: place))
    }
  }
}
