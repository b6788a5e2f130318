internal import Findings

/// What is given to a model as instructions.
struct PromptCheck {
  let drafts: [Draft]

  init(_ file: PostureFile) {
    drafts = Set(file.secretLines).sorted().map { Draft(PostureRules.promptSecret, line: $0) }
  }
}

/// What was said in an agent's session.
struct TranscriptCheck {
  let drafts: [Draft]

  init(_ file: PostureFile) {
    guard !file.bytes.isEmpty else {
      drafts = []
      return
    }
    let first = file.secretLines.min()
    drafts = [
      Draft(
        PostureRules.transcript, first == nil ? nil : .high, line: first,
        detail: first.map { _ in "it shows a secret" })
    ]
  }
}

/// An environment file that is committed.
struct EnvFileCheck {
  let drafts: [Draft]

  init(_ file: PostureFile) throws(UnreadableDocument) {
    let entries = try EnvFile(file.bytes).entries
    let secrets = entries.filter { entry in
      SecretName.isSecret(entry.name) && LiteralValue.isCredential(entry.value)
        || LiteralValue.hasCredentialInAddress(entry.value)
    }
    let name = file.path.split(separator: "/").last ?? ""
    guard let first = secrets.first else {
      // Settings without secrets today: the next key goes in there.
      let isPlain = name == ".env" || name.hasPrefix(".env.")
      drafts =
        isPlain && !entries.isEmpty
        ? [Draft(PostureRules.envFile, .low, detail: "no variable in it is a secret by its name")] : []
      return
    }
    let names = secrets.prefix(5).map(\.name).joined(separator: ", ")
    let more = secrets.count > 5 ? " and \(secrets.count - 5) more" : ""
    drafts = [
      Draft(PostureRules.envFile, line: first.line, detail: "secrets by their names: \(names)\(more)")
    ]
  }
}

/// State that Terraform keeps of what it made.
struct TerraformStateCheck {
  let drafts: [Draft]

  init(_ bytes: [UInt8]) {
    // What is too large to be parsed is not empty.
    guard bytes.count <= DocumentLimits.size else {
      let head = bytes.prefix(4096).split(separator: UInt8(ascii: "\"")).map {
        String(decoding: $0, as: UTF8.self)
      }
      drafts = head.contains("terraform_version") ? [Draft(PostureRules.terraformState)] : []
      return
    }
    let document: DocumentNode
    do throws(UnreadableDocument) { document = try JSONReader.document(bytes) } catch {
      // Encrypted, or something else of that name; a document too deep or too long for us is still state.
      drafts = error.reason == .limit ? [Draft(PostureRules.terraformState)] : []
      return
    }
    guard document["terraform_version"] != nil || document["lineage"] != nil else {
      drafts = []
      return
    }
    let modules = document["modules"]?.list ?? []
    let isEmpty =
      (document["resources"]?.list ?? []).isEmpty && (document["outputs"]?.members ?? []).isEmpty
      && modules.allSatisfy { ($0["resources"]?.members ?? []).isEmpty }
    drafts = [
      Draft(PostureRules.terraformState, isEmpty ? .low : nil, detail: isEmpty ? "it is empty as yet" : nil)
    ]
  }
}
