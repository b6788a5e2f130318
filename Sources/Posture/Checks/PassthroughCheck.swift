internal import Findings

/// A program that is an MCP server and sends on the token that it is called with. Names are followed within one file,
/// in the order of its lines; what goes through another file is not seen.
struct PassthroughCheck {
  private(set) var drafts: [Draft] = []
  private let tokens: [SourceTokens.Token]
  /// Names that hold what came in.
  private var tainted: Set<String> = []
  /// Tokens that are part of reading what came in, by index.
  private var sources: Set<Int> = []

  private typealias Token = SourceTokens.Token

  init(_ file: PostureFile) throws(UnreadableDocument) {
    tokens = try SourceTokens(file.bytes, isPython: file.path.hasSuffix(".py")).tokens
    guard isServer, calls, !exchanges else { return }
    for index in tokens.indices {
      if readsToken(at: index) { sources.insert(index) }
      assign(at: index)
      passOn(at: index)
    }
  }

  private func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }
  private func isSign(_ index: Int, _ text: String) -> Bool {
    token(index).map { $0.kind == .sign && $0.text == text } ?? false
  }

  // MARK: What the program is

  private static let libraries: Set<String> = [
    "FastMCP", "McpServer", "MCPServer", "fastmcp", "StreamableHTTPServerTransport",
  ]
  private static let clients: Set<String> = [
    "fetch", "axios", "got", "ky", "undici", "httpx", "requests", "aiohttp", "AsyncClient", "ClientSession",
    "urllib", "superagent",
  ]

  private var isServer: Bool {
    tokens.indices.contains { index in
      let token = tokens[index]
      switch token.kind {
      case .word:
        return PassthroughCheck.libraries.contains(token.text)
          || token.text == "mcp" && ["from", "import"].contains(self.token(index - 1)?.text ?? "")
      case .string: return token.text.hasPrefix("@modelcontextprotocol/")
      case .sign, .lineEnd: return false
      }
    }
  }

  private var calls: Bool {
    tokens.contains { $0.kind == .word && PassthroughCheck.clients.contains($0.text) }
  }

  /// Another token is taken for the one that came in (RFC 8693, on-behalf-of).
  private var exchanges: Bool {
    tokens.contains { token in
      let text = token.text.lowercased()
      return text.contains("token-exchange") || text.contains("token_exchange")
        || text.contains("tokenexchange")
        || text.contains("on_behalf_of") || text.contains("onbehalfof")
    }
  }

  // MARK: Where a token comes in

  /// `headers.authorization`, `headers["authorization"]`, `headers.get("authorization")`, not of a response and not
  /// where one is set; `get_access_token()` of FastMCP.
  private func readsToken(at index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word else { return false }
    if token.text == "get_access_token" {
      return isSign(index + 1, "(") && self.token(index - 1)?.text != "def"
    }
    guard ["headers", "header", "get_http_headers"].contains(token.text) else { return false }
    if let owner = self.token(index - 2), isSign(index - 1, "."),
      ["response", "res", "resp", "reply"].contains(owner.text)
    {
      return false
    }
    // Past `.get(`, `?.`, `()` and brackets.
    for next in (index + 1)..<(index + 9) {
      guard let candidate = self.token(next) else { return false }
      switch candidate.kind {
      case .sign where "?.([)!".contains(candidate.text): continue
      case .word where candidate.text == "get": continue
      case .word, .string:
        guard candidate.text.lowercased() == "authorization" else { return false }
        return !isWritten(behind: next)
      case .sign, .lineEnd: return false
      }
    }
    return false
  }

  /// `headers["Authorization"] = …`
  private func isWritten(behind index: Int) -> Bool {
    var next = index + 1
    while isSign(next, "]") || isSign(next, ")") { next += 1 }
    return isSign(next, "=") && !isSign(next + 1, "=")
  }

  // MARK: Which names hold it

  private mutating func assign(at index: Int) {
    guard isSign(index, "="), !isSign(index + 1, "="), !isSign(index + 1, ">"),
      !"=!<>+".contains(token(index - 1)?.text ?? "x"),
      index > 0
    else { return }
    // `const { authorization } = req.headers`
    if isSign(index - 1, "}"), holdsHeaders(behind: index) {
      let names = tokens[max(0, index - 12)..<index].filter {
        $0.kind == .word && $0.text.lowercased() == "authorization"
      }
      tainted.formUnion(names.map(\.text))
      return
    }
    guard let name = assignedName(before: index) else { return }
    if valueHoldsToken(from: index + 1, endsAtComma: false) {
      tainted.insert(name)
    } else {
      tainted.remove(name)
    }
  }

  private func holdsHeaders(behind index: Int) -> Bool {
    (index + 1..<index + 6).contains { token($0)?.text == "headers" }
  }

  /// `token`, `token: string`, not `headers["x"]`.
  private func assignedName(before index: Int) -> String? {
    guard let last = token(index - 1), last.kind == .word else { return nil }
    if isSign(index - 2, ":"), let name = token(index - 3), name.kind == .word { return name.text }
    return last.text
  }

  // MARK: Where it goes out

  private mutating func passOn(at index: Int) {
    let token = tokens[index]
    guard token.kind == .string || token.kind == .word, token.text.lowercased() == "authorization" else {
      return
    }
    var next = index + 1
    if isSign(next, "]") { next += 1 }
    let isMember = isSign(next, ":") || isSign(next, "=") && !isSign(next + 1, "=")
    // `headers.set("Authorization", …)`
    let isSet =
      token.kind == .string && isSign(next, ",")
      && ["set", "append"].contains(self.token(index - 2)?.text ?? "")
    guard isMember || isSet, valueHoldsToken(from: next + 1, endsAtComma: true) else { return }
    // A type is no value: `authorization: string`.
    drafts.append(Draft(PostureRules.mcpPassthrough, line: token.line, key: "Authorization"))
  }

  /// Whether an expression holds what came in: up to its line's end, or where its brackets close.
  private func valueHoldsToken(from start: Int, endsAtComma: Bool) -> Bool {
    var depth = 0
    for index in start..<min(start + 60, tokens.count) {
      let token = tokens[index]
      if token.inserted.contains(where: tainted.contains) || insertsToken(token) { return true }
      switch token.kind {
      case .word:
        if sources.contains(index) || tainted.contains(token.text) || readsToken(at: index) { return true }
      case .sign where "([{".contains(token.text): depth += 1
      case .sign where ")]}".contains(token.text):
        depth -= 1
        if depth < 0 { return false }
      case .sign where token.text == ";" || token.text == "," && depth == 0 && endsAtComma: return false
      case .lineEnd where depth == 0: return false
      case .string, .sign, .lineEnd: break
      }
    }
    return false
  }

  /// `${req.headers.authorization}`
  private func insertsToken(_ token: Token) -> Bool {
    let words = token.inserted.map { $0.lowercased() }
    return words.contains("headers") && words.contains("authorization")
  }
}
