/// The first look at a path: asked of every file that a repository has, so it looks at the name's bytes alone.
enum PathInterest {
  private static let extensions: Set<[UInt8]> = bytes([
    "yml", "yaml", "json", "jsonc", "jsonl", "toml", "tfstate", "backup", "env", "py", "ts", "mts", "cts",
    "js", "mjs", "cjs",
    "prompt", "prompty", "promptfile", "mdc", "dockerfile", "containerfile", "dockerignore", "modelfile",
    "history", "envrc",
  ])
  /// Of texts, which are mostly documentation.
  private static let texts: Set<[UInt8]> = bytes(["md", "txt", "j2", "jinja", "jinja2", "xml"])
  private static let instructions: Set<[UInt8]> = bytes([
    "claude", "claude.local", "agents", "agents.override", "agent", "gemini", "qwen", "crush", "conventions",
    "skill", "llms",
    "llms-full", "requirements",
  ])
  private static let beginnings = bytes([
    "dockerfile", "containerfile", "modelfile", "system", "oai_config", "rollout-",
  ])
  private static let prompt = Array("prompt".utf8)

  private static func bytes(_ words: Set<String>) -> Set<[UInt8]> { Set(words.map { Array($0.utf8) }) }

  static func mayMatter(_ path: [UInt8]) -> Bool {
    let slash = path.lastIndex(of: 0x2F)
    // Agents and tools keep their files in folders that begin with a dot.
    if path.first == 0x2E
      || path.indices.dropFirst().contains(where: { path[$0] == 0x2E && path[$0 - 1] == 0x2F })
    {
      return true
    }
    let name = path[(slash.map { $0 + 1 } ?? 0)...].map(lowered)
    if beginnings.contains(where: { name.starts(with: $0) }) { return true }
    guard let dot = name.lastIndex(of: 0x2E) else { return false }
    let type = Array(name[(dot + 1)...])
    if extensions.contains(type) { return true }
    return texts.contains(type) && (instructions.contains(Array(name[..<dot])) || speaksOfPrompts(path))
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private static func speaksOfPrompts(_ path: [UInt8]) -> Bool {
    path.indices.contains { start in
      lowered(path[start]) == prompt[0] && path[start...].prefix(prompt.count).map(lowered) == prompt
    }
  }
}
