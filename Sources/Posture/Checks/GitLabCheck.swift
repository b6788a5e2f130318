internal import Findings

/// Pipelines of GitLab CI/CD.
struct GitLabCheck {
  private(set) var drafts: [Draft] = []

  /// Members of the document that are no jobs.
  private static let keywords: Set<String> = [
    "variables", "stages", "include", "workflow", "default", "image", "services", "cache", "pages", "spec",
  ]

  init(_ bytes: [UInt8]) throws(UnreadableDocument) {
    // Of several documents the first is a component's header.
    let documents = try YAMLReader.documents(bytes)
    for document in documents {
      note(document["variables"], place: nil, isPublishing: GitLabCheck.publishes(document))
      for job in document.members where job.value.isMap && !GitLabCheck.keywords.contains(job.key) {
        check(job)
      }
    }
  }

  private mutating func check(_ job: DocumentNode.Member) {
    let place = "job \(job.key)"
    let isPublishing = GitLabCheck.publishes(job.value)
    note(job.value["variables"], place: place, isPublishing: isPublishing)
    let lines = ["before_script", "script", "after_script"].flatMap { GitLabCheck.lines(job.value[$0]) }
    // With a token of its own, such variables hold what the token was exchanged for.
    guard job.value["id_tokens"] == nil,
      !lines.contains(where: { $0.text?.contains("web-identity") ?? false })
    else { return }
    for line in lines { note(line, place: place, isPublishing: isPublishing) }
  }

  /// `NAME: value`, or `NAME: {value: …}`.
  private mutating func note(_ variables: DocumentNode?, place: String?, isPublishing: Bool) {
    for member in variables?.members ?? [] {
      let text = member.value.text ?? member.value.text("value") ?? ""
      guard !text.isEmpty, let provider = GitLabCheck.provider(of: member.key, isPublishing) else { continue }
      drafts.append(Draft(provider.rule, line: member.line, key: member.key, place: place))
    }
  }

  private mutating func note(_ line: DocumentNode, place: String, isPublishing: Bool) {
    let words = ShellWords.words(in: line.text ?? "")
    for name in Set(words.flatMap(ShellWords.variables)).sorted() {
      guard let provider = GitLabCheck.provider(of: name, isPublishing) else { continue }
      drafts.append(Draft(provider.rule, line: line.line, key: name, place: place))
    }
    if words.contains("activate-service-account"), let rule = GitLabCheck.rule("gitlab-gcp-static-key"),
      !drafts.contains(where: { $0.rule.id == rule.id && $0.line == line.line })
    {
      drafts.append(Draft(rule, line: line.line, key: "activate-service-account", place: place))
    }
  }

  private static func provider(of name: String, _ isPublishing: Bool) -> KeylessProvider? {
    PostureRules.gitlabProviders.first {
      $0.variables.contains(name) && (isPublishing || !$0.isAboutPublishing)
    }
  }

  private static func rule(_ id: String) -> PostureRule? {
    PostureRules.gitlabProviders.first { $0.rule.id == id }?.rule
  }

  /// Scripts are lines, lists of lines, and lists of those.
  private static func lines(_ node: DocumentNode?, depth: Int = 0) -> [DocumentNode] {
    guard let node, depth < 10 else { return [] }
    if node.text != nil { return [node] }
    return node.list.flatMap { lines($0, depth: depth + 1) }
  }

  private static func publishes(_ node: DocumentNode) -> Bool {
    let own = lines(node["script"]) + node.members.flatMap { lines($0.value["script"]) }
    return own.contains { ($0.text ?? "").contains("publish") }
  }
}
