import Findings
import Testing

@testable import Posture

/// Images, compose files, manifests, state and environment files.
struct ContainerTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var expected: [String] = []
    var testDescription: String { name }
  }

  static let dockerfiles: [Sample] = [
    Sample(
      name: "literal", text: "FROM a\nENV API_KEY=\(Made.key)\n", expected: ["dockerfile-env-secret API_KEY"]),
    Sample(
      name: "old form", text: "FROM a\nENV API_KEY \(Made.key)\n", expected: ["dockerfile-env-secret API_KEY"]
    ),
    Sample(
      name: "several and a continued line",
      text: "FROM a\nENV A=1 \\\n    # note\n    DB_PASSWORD=\"\(Made.password)\"\n",
      expected: ["dockerfile-env-secret DB_PASSWORD"]),
    Sample(
      name: "argument kept in the environment", text: "FROM a\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\n",
      expected: ["dockerfile-arg-secret NPM_TOKEN", "dockerfile-env-secret NPM_TOKEN"]),
    Sample(
      name: "trigger", text: "FROM a\nONBUILD ENV API_KEY=\(Made.key)\n",
      expected: ["dockerfile-env-secret API_KEY"]),
    Sample(
      name: "other escape", text: "# escape=`\nFROM a\nENV A=1 `\n  API_KEY=\(Made.key)\n",
      expected: ["dockerfile-env-secret API_KEY"]),
    Sample(
      name: "argument with a default", text: "FROM a\nARG API_KEY=\(Made.key)\n",
      expected: ["dockerfile-arg-secret API_KEY"]),
    Sample(
      name: "no secrets",
      text: "FROM a\nARG VERSION=1.2.3\nENV PATH=/opt/bin:$PATH TOKEN_URL=https://x KEY_FILE=/run/k\n"),
    Sample(name: "empty and placeholder", text: "FROM a\nENV API_KEY= SECRET_KEY=changeme\n"),
    Sample(
      name: "text of a heredoc", text: "FROM a\nRUN <<EOF\nENV API_KEY=\(Made.key)\nEOF\nRUN true\n"),
    Sample(
      name: "secret mount", text: "FROM a\nRUN --mount=type=secret,id=npm,target=/root/.npmrc npm ci\n"),
    Sample(
      name: "copies",
      text:
        "FROM a\nCOPY .env /app/.env\nADD [\"id_rsa\", \"/root/.ssh/id_rsa\"]\nCOPY --chown=1:1 .npmrc ./\n",
      expected: [
        "dockerfile-copies-secret-file .env", "dockerfile-copies-secret-file id_rsa",
        "dockerfile-copies-secret-file .npmrc",
      ]),
    Sample(
      name: "copies of other things",
      text: "FROM a AS b\nCOPY .env.example package.json ./\nCOPY --from=b .env /x\n"),
  ]

  @Test(arguments: dockerfiles)
  func `a Dockerfile is told by its instructions`(sample: Sample) {
    #expect(told(checked("Dockerfile", sample.text)) == sample.expected)
  }

  @Test func `a stage that is not the last is less bad`() {
    let text = "FROM a AS build\nENV API_KEY=\(Made.key)\nFROM b\nENV API_KEY=\(Made.key)\n"
    #expect(checked("Dockerfile", text).issues.map(\.severity) == [.medium, .high])
  }

  @Test(
    arguments: [
      (nil, 1), ("node_modules\n", 1), (".env\n", 0), ("**/.env*\n", 0), (".env\n!.env\n", 1),
      ("*\n!src\n", 0),
    ] as [(String?, Int)])
  func `the whole context takes a committed environment file along`(ignored: String?, count: Int) {
    var surroundings = PostureSurroundings()
    surroundings.envFiles = [".env"]
    if let ignored { surroundings.dockerIgnores[".dockerignore"] = Array(ignored.utf8) }
    let issues = checked("Dockerfile", "FROM a\nCOPY . /app\n", surroundings).issues
    #expect(issues.count { $0.rule == "dockerfile-copies-env-with-context" } == count)
  }

  @Test(
    arguments: [
      (
        "services:\n  a:\n    environment:\n      DB_PASSWORD: \(Made.password)\n",
        ["compose-literal-secret DB_PASSWORD"]
      ),
      (
        "services:\n  a:\n    environment:\n      - API_KEY=\(Made.key)\n      - LOG=1\n",
        ["compose-literal-secret API_KEY"]
      ),
      (
        "services:\n  a:\n    environment:\n      - API_KEY=${API_KEY:-\(Made.key)}\n",
        ["compose-literal-secret API_KEY"]
      ),
      ("services:\n  a:\n    environment: {API_KEY: '${API_KEY}', POSTGRES_PASSWORD: postgres}\n", []),
      ("services:\n  a:\n    build:\n      args: [NPM_TOKEN]\n", ["compose-build-argument-secret NPM_TOKEN"]),
      ("services:\n  a:\n    build: {context: ., secrets: [npm]}\n", []),
    ] as [(String, [String])])
  func `a compose file is told by its services`(text: String, expected: [String]) {
    #expect(told(checked("compose.yaml", text)) == expected)
  }

  private static let header = "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\n"

  @Test(
    arguments: [
      (header + "stringData:\n  password: \(Made.password)\n", ["kubernetes-secret-in-clear password"]),
      (header + "data:\n  password: Y29ycmVjdGhvcnNl\n", ["kubernetes-secret-in-clear password"]),
      (header + "data:\n  password: ENC[AES256_GCM,data:x]\nsops:\n  version: 3\n", []),
      (header + "stringData:\n  password: ${DB_PASSWORD}\n", []),
      (header + "data: {}\n", []),
      (
        "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec: {encryptedData: {password: AgBy3i}}\n",
        []
      ),
      ("apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec: {}\n", []),
      (
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  data: {a: Y29ycmVjdA==}\n",
        ["kubernetes-secret-in-clear a"]
      ),
      (
        "secretGenerator:\n- name: db\n  literals:\n  - password=\(Made.password)\n",
        ["kubernetes-secret-generator-literal password"]
      ),
      ("secretGenerator:\n- name: db\n  envs: [.env.secret]\n", []),
      (
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - env:\n        - name: DB_PASSWORD\n          value: \(Made.password)\n",
        ["kubernetes-literal-env DB_PASSWORD"]
      ),
      (
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - env:\n        - name: DB_PASSWORD\n          valueFrom: {secretKeyRef: {name: db, key: p}}\n",
        []
      ),
    ] as [(String, [String])])
  func `a manifest is told by what it holds`(text: String, expected: [String]) {
    #expect(told(checked("deploy/db.yaml", text)) == expected)
  }

  @Test func `templates are no manifests, and nothing to complain of`() {
    let outcome = checked(
      "charts/a/templates/s.yaml", Self.header + "data:\n  {{- range .Values }}\n  a: b\n")
    #expect(outcome.issues.isEmpty && outcome.problem == nil)
  }

  @Test(
    arguments: [
      (
        "terraform.tfstate",
        "{\"version\": 4, \"terraform_version\": \"1.9\", \"lineage\": \"x\", \"resources\": [{}]}",
        Severity.high
      ),
      (
        "a/b.tfstate.backup",
        "{\"version\": 3, \"terraform_version\": \"0.11\", \"modules\": [{\"resources\": {\"a\": {}}}]}",
        .high
      ),
      (
        "terraform.tfstate",
        "{\"version\": 4, \"terraform_version\": \"1.9\", \"outputs\": {}, \"resources\": []}", .low
      ),
      ("terraform.tfstate", "\u{0}GITCRYPT", nil), ("terraform.tfstate", "{}", nil),
    ] as [(String, String, Severity?)])
  func `state is told by what it holds`(path: String, text: String, severity: Severity?) {
    let issues = checked(path, text).issues
    #expect(issues.map(\.severity) == (severity.map { [$0] } ?? []))
    #expect(issues.allSatisfy { $0.rule == "terraform-state-committed" })
  }

  @Test(
    arguments: [
      (".env", "# x\nPORT=1\nexport API_KEY=\"\(Made.key)\" # mine\n", Severity.high),
      ("svc/.env.production", "DATABASE_URL=postgres://a:\(Made.password)@h/d\n", .high),
      ("prod.env", "API_KEY=\(Made.key)\n", .high), (".env", "PORT=3000\n", .low),
      ("prod.env", "PORT=3000\n", nil),
      (".env.example", "API_KEY=\(Made.key)\n", nil), (".env.sample", "API_KEY=\(Made.key)\n", nil),
      (".env.vault", "DOTENV_VAULT=\(Made.key)\n", nil), (".env", "", nil),
      (".env", "API_KEY=\nTOKEN=${TOKEN}\n", .low),
    ] as [(String, String, Severity?)])
  func `environment files are told by what they hold`(path: String, text: String, severity: Severity?) {
    let issues = checked(path, text).issues
    #expect(issues.map(\.severity) == (severity.map { [$0] } ?? []))
    #expect(issues.allSatisfy { $0.rule == "env-file-committed" })
    #expect(checked(path, text, areCommitted: false).issues.isEmpty)
  }

  @Test func `what stands in tests and examples is of low severity`() {
    let issues = checked("examples/demo/Dockerfile", "FROM a\nENV API_KEY=\(Made.key)\n").issues
    #expect(issues.map(\.severity) == [.low])
    #expect(issues.first?.detail == "in a test or an example")
  }
}
