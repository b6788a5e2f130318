#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The files whose content a tool call, or a prompt that mentions `@file`, would show to the model.
struct NamedFiles {
  struct File: Equatable {
    let path: String
    /// As the call names it.
    let shown: String
    /// The lines that it would show; nil for all.
    let lines: ClosedRange<Int>?
  }

  private(set) var files: [File] = []
  private var folder: String?
  private let home: String?

  /// Files that are looked at for one call.
  private static let limit = 64

  init(_ event: AgentEvent, home: String?) {
    folder = event.folder
    self.home = home
    switch event.kind {
    case .prompt:
      addMentions(event.payload.first(of: ["prompt", "user_prompt"])?.text ?? "")
      for attachment in event.payload["attachments"]?.elements ?? [] {
        if let path = attachment.first(of: ["file_path", "filePath", "path"])?.text { add(path, nil) }
      }
    case .call: addCall(event)
    case .result, .other: break
    }
  }

  private mutating func addCall(_ event: AgentEvent) {
    let arguments = event.arguments ?? event.payload
    if let command = arguments["command"]?.text { addCommand(command) }
    guard NamedFiles.reads(event) else { return }
    let lines = NamedFiles.lines(arguments)
    for name in ["file_path", "absolute_path", "filePath", "path", "target_file", "notebook_path", "file"] {
      if let path = arguments[name]?.text { add(path, lines) }
    }
    for name in ["paths", "file_paths", "include", "files"] {
      for path in arguments[name]?.elements ?? [] { if let path = path.text { add(path, nil) } }
    }
  }

  /// Tools that give the model what stands in a file. A tool that is not known as one that writes may read.
  private static func reads(_ event: AgentEvent) -> Bool {
    if event.name.lowercased().hasSuffix("readfile") || event.name.lowercased().hasSuffix("fileread") {
      return true
    }
    let tool = event.tool.lowercased()
    return ["read", "view", "cat", "open", "grep"].contains { tool.contains($0) } && !tool.contains("thread")
  }

  private static func lines(_ arguments: JSONDocument) -> ClosedRange<Int>? {
    if let offset = arguments["offset"]?.integer ?? arguments["limit"].map({ _ in 1 }), offset >= 0 {
      let start = max(1, offset)
      // Some agents count from 0: one line more on either side costs nothing.
      let count = arguments["limit"]?.integer ?? Int(Int32.max)
      return max(1, start - 1)...(start + max(1, min(count, Int(Int32.max))))
    }
    let range = arguments["view_range"]?.elements?.compactMap(\.integer)
    let start =
      arguments.first(of: ["startLine", "start_line", "start_line_one_indexed"])?.integer ?? range?.first
    let end =
      arguments.first(of: ["endLine", "end_line", "end_line_one_indexed_inclusive"])?.integer ?? range?.last
    guard let start, let end, start >= 0 else { return nil }
    return end < start ? max(1, start)...Int.max : max(1, start)...max(1, end + 1)
  }

  private mutating func addMentions(_ text: String) {
    for word in text.split(whereSeparator: \.isWhitespace) where word.hasPrefix("@") && word.count > 1 {
      let name = word.dropFirst().trimmingSuffix { ",;:)]}\"'".contains($0) }
      add(name, nil)
      if name.hasSuffix(".") { add(String(name.dropLast()), nil) }
    }
  }

  /// Programs that print the files that they are given.
  private static let printing: Set<String> = [
    "cat", "head", "tail", "less", "more", "most", "bat", "batcat", "tac", "nl", "grep", "egrep", "fgrep",
    "rg", "ag", "ack",
    "sed", "awk", "gawk", "cut", "sort", "uniq", "paste", "column", "fold", "fmt", "xxd", "od", "hexdump",
    "strings", "base64",
    "jq", "yq", "tee", "diff", "type", "get-content", "gc", "view", "rev", "tr", "openssl", "dd",
  ]

  private static let wrappers: Set<String> = [
    "sudo", "command", "time", "exec", "nice", "env", "nohup", "builtin", "xargs", "doas",
  ]

  private mutating func addCommand(_ line: String) {
    for command in ShellWords(line).commands {
      for input in command.inputs { add(input, nil) }
      let words = command.words.drop {
        NamedFiles.isAssignment($0) || NamedFiles.wrappers.contains($0) || $0.hasPrefix("-")
      }
      guard let program = words.first?.split(separator: "/").last?.lowercased() else { continue }
      let arguments = words.dropFirst()
      if program == "cd", arguments.count == 1, let target = arguments.first {
        folder = resolved(target)
      } else if NamedFiles.printing.contains(program) {
        for word in arguments { add(NamedFiles.operand(word), nil) }
      }
    }
  }

  private static func isAssignment(_ word: String) -> Bool {
    guard let sign = word.firstIndex(of: "=") else { return false }
    return word[..<sign].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// `if=FILE` of dd, `--file=FILE`.
  private static func operand(_ word: String) -> String {
    guard let sign = word.firstIndex(of: "="), word.hasPrefix("-") || word.hasPrefix("if=") else {
      return word
    }
    return String(word[word.index(after: sign)...])
  }

  private mutating func add(_ name: String, _ lines: ClosedRange<Int>?) {
    guard !name.isEmpty, name.utf8.count < 4096, !name.contains("\0"), let path = resolved(name) else {
      return
    }
    if NamedFiles.isPattern(name), !FileSystem.leadsToFile(path) {
      for match in NamedFiles.expanded(path) { append(File(path: match, shown: match, lines: lines)) }
    } else {
      append(File(path: path, shown: name, lines: lines))
    }
  }

  private mutating func append(_ file: File) {
    guard files.count < NamedFiles.limit, !files.contains(file) else { return }
    files.append(file)
  }

  private func resolved(_ name: String) -> String? {
    if name.hasPrefix("/") { return name }
    if name == "~" || name.hasPrefix("~/") { return home.map { $0 + name.dropFirst() } }
    if name.hasPrefix("file://") { return String(name.dropFirst(7)) }
    return folder.map { $0 + "/" + name } ?? name
  }

  /// In its last part only: others can take for ever.
  private static func isPattern(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    func isWild(_ part: Substring) -> Bool { part.contains { "*?[".contains($0) } }
    return parts.last.map(isWild) == true && !parts.dropLast().contains(where: isWild)
  }

  private static func expanded(_ pattern: String) -> [String] {
    var list = glob_t()
    defer { globfree(&list) }
    guard glob(pattern, 0, nil, &list) == 0 else { return [] }
    return (0..<min(limit, Int(list.gl_pathc))).compactMap { list.gl_pathv[$0].map { String(cString: $0) } }
  }
}

extension Substring {
  /// Without the characters at its end for which `isCut` holds.
  fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> String {
    var rest = self
    while let last = rest.last, isCut(last) { rest.removeLast() }
    return String(rest)
  }
}
