internal import Findings

/// Workflows and composite actions of GitHub Actions, and of its relatives.
struct WorkflowCheck {
  private(set) var drafts: [Draft] = []
  private let document: DocumentNode
  /// Strangers' pull requests run with the repository's secrets.
  private let runsForStrangers: Bool

  init(_ bytes: [UInt8]) throws(UnreadableDocument) {
    document = try YAMLReader.document(bytes)
    let triggers = WorkflowCheck.triggers(document)
    runsForStrangers = triggers.contains("pull_request_target")
    let root = WorkflowScope(document["env"], around: nil)
    let isPublishing = document["jobs"]?.members.contains { WorkflowCheck.publishes($0.value) } ?? false
    note(document["env"], root, place: nil, isPublishing: isPublishing)
    for job in document["jobs"]?.members ?? [] { check(job, root, triggers) }
    for step in document["runs"]?["steps"]?.list ?? [] {
      check(step, root, job: nil, isPublishing: WorkflowCheck.publishes(document["runs"]), triggers)
    }
  }

  private static func triggers(_ document: DocumentNode) -> Set<String> {
    guard let on = document["on"] else { return [] }
    return Set((on.text.map { [$0] } ?? []) + on.list.compactMap(\.text) + on.members.map(\.key))
  }

  private mutating func check(_ job: DocumentNode.Member, _ root: WorkflowScope, _ triggers: Set<String>) {
    let isPublishing = WorkflowCheck.publishes(job.value)
    let scope = WorkflowScope(job.value["env"], around: root)
    note(job.value["env"], scope, place: "job \(job.key)", isPublishing: isPublishing)
    for step in job.value["steps"]?.list ?? [] {
      check(step, scope, job: job.key, isPublishing: isPublishing, triggers)
    }
  }

  private mutating func check(
    _ step: DocumentNode, _ scope: WorkflowScope, job: String?, isPublishing: Bool, _ triggers: Set<String>
  ) {
    let action = step.text("uses").map { $0.lowercased().prefix { $0 != "@" } }.map(String.init)
    let name = step.text("name") ?? step.text("id") ?? action
    let place = [job.map { "job \($0)" }, name.map { "step \($0)" }].compactMap(\.self).joined(
      separator: ", ")
    let scope = WorkflowScope(step["env"], around: scope)
    note(step["env"], scope, place: place, isPublishing: isPublishing)
    if let run = step.member("run") { noteSecrets(run, place: place, isPublishing: isPublishing) }
    guard let action else { return }
    let step = WorkflowStep(action: action, inputs: step["with"]?.members ?? [], scope: scope)
    let found = step.drafts(triggers)
    for var draft in found {
      draft.place = place
      add(draft)
    }
    let known = Set(found.compactMap(\.line))
    for member in step.inputs where !known.contains(member.line) {
      noteSecrets(member, place: place, isPublishing: isPublishing)
    }
  }

  /// Secrets that are told by their own names: in a command, or as the input of an action that is not known here.
  private mutating func noteSecrets(_ member: DocumentNode.Member, place: String, isPublishing: Bool) {
    for name in Set(Expression.names(of: "secrets", in: member.value.text ?? "")).sorted() {
      guard let provider = PostureRules.githubProvider(ofVariable: name),
        isPublishing || !provider.isAboutPublishing
      else { continue }
      add(Draft(provider.rule, line: member.line, key: name, place: place))
    }
  }

  /// Variables that are bound to a stored secret, or to a literal one.
  private mutating func note(_ env: DocumentNode?, _ scope: WorkflowScope, place: String?, isPublishing: Bool)
  {
    for member in env?.members ?? [] where scope.isStatic(member.value) {
      if member.key == "AWS_SECRET_ACCESS_KEY", scope.isForAnotherStore(member.value) { continue }
      if let provider = provider(of: member),
        isPublishing || !provider.isAboutPublishing
      {
        add(Draft(provider.rule, line: member.line, key: member.key, place: place))
      } else if let name = WorkflowScope.personalToken(member.value) {
        add(
          Draft(
            PostureRules.personalToken.rule, line: member.line, key: member.key, place: place,
            detail: "it is \(name)"))
      }
    }
  }

  /// By the variable's name, or by that of the secret which it is bound to.
  private func provider(of member: DocumentNode.Member) -> KeylessProvider? {
    let names = [member.key] + Expression.names(of: "secrets", in: member.value.text ?? "")
    return names.lazy.compactMap(PostureRules.githubProvider).first
  }

  private mutating func add(_ draft: Draft) {
    var draft = draft
    if runsForStrangers, draft.severity == .medium {
      draft.severity = .high
      draft.detail = [draft.detail, "the workflow runs on pull_request_target"].compactMap(\.self).joined(
        separator: "; ")
    }
    drafts.append(draft)
  }

  private static let publishers = ["publish", "semantic-release", "changeset", "twine", "lerna"]

  /// Some step sends packages to a registry.
  private static func publishes(_ job: DocumentNode?) -> Bool {
    (job?["steps"]?.list ?? []).contains { step in
      let texts = [step.text("run"), step.text("uses")].compactMap { $0?.lowercased() }
      return texts.contains { text in publishers.contains { text.contains($0) } }
    }
  }
}

extension PostureRules {
  static func githubProvider(ofVariable name: String) -> KeylessProvider? {
    githubProviders.first { $0.variables.contains(name.uppercased()) }
  }

  static let githubProviders = cloudProviders + registryProviders + serviceProviders
}
