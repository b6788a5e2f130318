import Testing

@testable import Posture

/// The parsers by themselves.
struct DocumentTests {
  @Test func `JSON with comments and trailing commas keeps its lines`() throws {
    let text = "\u{FEFF}// a\n{\n  /* b\n  */ \"x\": [1, true, null, \"\\u0041\\n\\\"\",],\n  \"y\": {},\n}\n"
    let document = try JSONReader.document(Array(text.utf8))
    #expect(document.member("x")?.line == 4)
    #expect(document["x"]?.list.map(\.text) == ["1", "true", "", "A\n\""])
    #expect(document.member("y")?.line == 5)
  }

  @Test(arguments: ["", "{", "{\"a\" 1}", "[1 2]", "{a: 1}", "tru", "\"a\nb\"", "{} x", "[1]]", "/* a"])
  func `what is no JSON is refused`(text: String) {
    #expect(throws: UnreadableDocument.self) { try JSONReader.document(Array(text.utf8)) }
  }

  @Test func `YAML keeps lines, documents and merged members`() throws {
    let text = "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n---\nc: ~\n"
    let documents = try YAMLReader.documents(Array(text.utf8))
    #expect(documents.count == 2)
    #expect(documents[0]["b"]?.members.map(\.key) == ["y", "x"])
    #expect(documents[0]["b"]?.text("y") == "3")
    #expect(documents[0].member("b")?.line == 2)
    #expect(documents[1]["c"]?.text == "")
  }

  @Test func `words of a shell are told apart`() {
    #expect(
      ShellWords.words(in: "A='b c' curl -H \"X: y\" a\\ b; d|e\n f") == [
        "A=b c", "curl", "-H", "X: y", "a b", "d", "e", "f",
      ])
    #expect(ShellWords.variables(in: "$A-${B_1:-x}$(C)$") == ["A", "B_1"])
  }

  @Test func `instructions have lines, stages and words`() throws {
    let text = """
      # syntax=docker/dockerfile:1
      FROM a AS one
      RUN --mount=type=bind <<A <<-"B" cat
      FROM not
      A
      \tENV x
      \tB
      env K=v \\
        L='w x' \\

        # note
        M=a\\ b
      FROM two
      COPY --chown=a:b ["a b", "c"]
      """
    let instructions = try Dockerfile(Array(text.utf8)).instructions
    #expect(instructions.map(\.name) == ["FROM", "RUN", "ENV", "FROM", "COPY"])
    #expect(instructions.map(\.line) == [2, 3, 8, 13, 14])
    #expect(instructions.map(\.stage) == [1, 1, 1, 2, 2])
    #expect(instructions[2].pairs.map(\.name) == ["K", "L", "M"])
    #expect(instructions[2].pairs.map(\.value) == ["v", "w x", "a b"])
    #expect(instructions[4].flags == ["--chown=a:b"])
    #expect(instructions[4].operands == ["a b", "c"])
  }

  @Test func `environment files have names, values and lines`() throws {
    let text = "# c\nA=1\nexport B = \"x # y\" # z\n\nC=a b # d\r\nno line\nD='q'\n9=x\n"
    let entries = try EnvFile(Array(text.utf8)).entries
    #expect(entries.map(\.name) == ["A", "B", "C", "D"])
    #expect(entries.map(\.value) == ["1", "x # y", "a b", "q"])
    #expect(entries.map(\.line) == [2, 3, 5, 7])
  }

  @Test(arguments: [
    ("DB_PASSWORD", true), ("dbPassword", true), ("api-key", true), ("X-Api-Key", true),
    ("AWS_SECRET_ACCESS_KEY", true),
    ("clientSecret", true), ("GH_PAT", true), ("SECRET_KEY", true), ("npm_token", true),
    ("PASSWORD_FILE", false),
    ("TOKEN_URL", false), ("MAX_TOKENS", false), ("MAX_TOKEN", false), ("AWS_ACCESS_KEY_ID", false),
    ("PUBLIC_KEY", false),
    ("KEYBOARD", false), ("SORT_KEY", false), ("SECRET_NAME", false), ("path", false), ("MONKEY", false),
    ("", false),
  ])
  func `names tell secrets`(name: String, isSecret: Bool) {
    #expect(SecretName.isSecret(name) == isSecret)
  }

  @Test(arguments: [
    (Made.key, true), ("Bearer " + Made.key, true), (Made.password, true), ("${A}", false), ("$A", false),
    ("Bearer ${A}", false), ("{{ a }}", false), ("<token>", false), ("your-key-here", false),
    ("changeme", false), ("", false),
    ("abc", false), ("12345678", false), ("/run/secrets/db", false), ("os.environ/KEY", false),
    ("op://vault/item/field", false),
    ("xxxxxxxxxxxx", false), ("$(cat key)", false), ("%API_KEY%", false), ("password", false),
    ("ENC[AES256,data]", false),
  ])
  func `values tell literals`(value: String, isLiteral: Bool) {
    #expect(LiteralValue.isCredential(value) == isLiteral)
  }
}
