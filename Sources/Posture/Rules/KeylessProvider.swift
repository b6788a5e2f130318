internal import Findings

/// A provider that a pipeline can log in at without a stored key, and how a stored key shows.
struct KeylessProvider: Sendable {
  let rule: PostureRule
  /// Inputs of actions that take a static credential.
  var actions: [ActionInputs] = []
  /// Environment variables that hold one.
  var variables: Set<String> = []
  /// Counts only where the job publishes something: what only reads has no keyless form.
  var isAboutPublishing = false

  /// Inputs of one action.
  struct ActionInputs: Sendable {
    /// `owner/name`, in lower case.
    let action: String
    let inputs: Set<String>
    /// Inputs with values that make it keyless after all.
    var keyless: [String: String] = [:]
    /// An input that belongs to the keyless form and does not help beside the static key, and what to say then.
    var overridden: (input: String, words: String)?

    init(
      _ action: String, _ inputs: Set<String>, keyless: [String: String] = [:],
      overridden: (String, String)? = nil
    ) {
      self.action = action
      self.inputs = inputs
      self.keyless = keyless
      self.overridden = overridden
    }
  }

  init(
    _ id: String, _ title: String, _ severity: Severity = .medium, fix: String, reference: String,
    actions: [ActionInputs] = [], variables: Set<String> = [], isAboutPublishing: Bool = false,
    why: String =
      "a stored key works from anywhere until somebody revokes it, and every job and its log can print it; a token that "
      + "the job gets by its own identity ends by itself"
  ) {
    rule = PostureRule(id: id, title: title, severity: severity, why: why, fix: fix, reference: reference)
    self.actions = actions
    self.variables = variables
    self.isAboutPublishing = isAboutPublishing
  }
}
