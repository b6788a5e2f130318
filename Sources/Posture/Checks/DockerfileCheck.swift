internal import Findings

/// What an image keeps that it should not.
struct DockerfileCheck {
  private(set) var drafts: [Draft] = []
  private let path: String
  private let surroundings: PostureSurroundings
  private let lastStage: Int

  init(_ file: PostureFile, _ surroundings: PostureSurroundings) throws(UnreadableDocument) {
    path = file.path
    self.surroundings = surroundings
    let dockerfile = try Dockerfile(file.bytes)
    lastStage = dockerfile.stageCount
    for instruction in dockerfile.instructions {
      switch instruction.name {
      case "ENV": environment(instruction)
      case "ARG": arguments(instruction)
      case "COPY", "ADD": copies(instruction)
      default: break
      }
    }
  }

  private mutating func environment(_ instruction: Dockerfile.Instruction) {
    for (name, value) in instruction.pairs {
      guard let value, SecretName.isSecret(name) || LiteralValue.hasCredentialInAddress(value) else {
        continue
      }
      let isReference = value.hasPrefix("$") && !LiteralValue.hasCredentialDefault(value)
      guard
        isReference || LiteralValue.isCredential(value) || LiteralValue.hasCredentialDefault(value)
          || LiteralValue.hasCredentialInAddress(value)
      else { continue }
      add(PostureRules.dockerEnv, instruction, name, isReference ? "it keeps what the build is given" : nil)
    }
  }

  /// The values of arguments are kept, also those that come from the command line.
  private mutating func arguments(_ instruction: Dockerfile.Instruction) {
    for (name, value) in instruction.pairs where SecretName.isSecret(name) {
      let isLiteral = value.map { LiteralValue.isCredential($0) } ?? false
      guard value == nil || value == "" || isLiteral || value.map(LiteralValue.isReference) == true else {
        continue
      }
      add(
        PostureRules.dockerArgument, instruction, name,
        isLiteral ? "with a default that is written out" : nil,
        severity: isLiteral ? .high : nil)
    }
  }

  private mutating func copies(_ instruction: Dockerfile.Instruction) {
    guard !instruction.flags.contains(where: { $0.hasPrefix("--from=") }), instruction.operands.count > 1
    else { return }
    for source in instruction.operands.dropLast() {
      if SecretFile.matches(source) {
        add(PostureRules.dockerCopy, instruction, source, nil)
      } else if [".", "./", "*", "./*"].contains(source), let file = committedEnvFile {
        add(PostureRules.dockerContext, instruction, file, nil)
      }
    }
  }

  private mutating func add(
    _ rule: PostureRule, _ instruction: Dockerfile.Instruction, _ key: String, _ detail: String?,
    severity: Severity? = nil
  ) {
    var severity = severity ?? rule.severity
    var details = detail.map { [$0] } ?? []
    // An earlier stage is left out of the final image, but not of the build's cache.
    if instruction.stage < lastStage, instruction.stage > 0, severity == .high {
      severity = .medium
      details.append("in a stage that is not the last")
    }
    drafts.append(
      Draft(
        rule, severity, line: instruction.line, key: key, place: instruction.name,
        detail: details.isEmpty ? nil : details.joined(separator: "; ")))
  }

  /// One below the Dockerfile's folder that no `.dockerignore` leaves out.
  private var committedEnvFile: String? {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let rules = DockerIgnore.at(path, surroundings)
    return surroundings.envFiles.sorted().first { file in
      guard file.hasPrefix(folder) else { return false }
      return !rules.contains { $0.leavesOut(file) }
    }
  }
}

/// Files whose only purpose is to hold credentials.
enum SecretFile {
  static func matches(_ source: String) -> Bool {
    guard !LiteralValue.isReference(source), let last = source.split(separator: "/").last else {
      return false
    }
    let name = last.lowercased()
    if FileKind.isEnvFile(name) && !name.contains("*") { return true }
    return names.contains(name)
      || name.hasPrefix("id_") && ["id_rsa", "id_ed25519", "id_ecdsa", "id_dsa"].contains(name)
      || name.hasPrefix("service-account") && name.hasSuffix(".json")
  }

  private static let names: Set<String> = [
    ".npmrc", ".netrc", ".pypirc", ".git-credentials", ".aws", "kubeconfig", ".pgpass", ".my.cnf",
    "credentials.json",
    ".env*", ".dockercfg", ".ssh",
  ]
}
