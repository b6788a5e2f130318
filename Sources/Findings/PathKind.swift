/// What a path says of the secrets in its file.
package enum PathKind: Sendable, Hashable {
  /// Tests, fixtures, examples, mocks.
  case test
  case documentation
  /// Environment files, settings, manifests: where real passwords are written without quotes.
  case configuration
  case other

  package init(_ path: String) {
    let parts = path.lowercased().split(separator: "/")
    guard let name = parts.last else {
      self = .other
      return
    }
    if parts.dropLast().contains(where: PathKind.isTestFolder) || PathKind.isTestName(name, path) {
      self = .test
    } else if parts.dropLast().contains(where: { ["doc", "docs", "documentation", "man", "wiki"].contains($0) })
      || ["md", "mdx", "rst", "adoc", "markdown"].contains(PathKind.type(of: name))
    {
      self = .documentation
    } else {
      self = PathKind.isConfiguration(name) ? .configuration : .other
    }
  }

  private static func isTestFolder(_ folder: Substring) -> Bool {
    folder.split { "-_.".contains($0) }.contains { testWords.contains(String($0)) || $0.hasSuffix("tests") }
  }

  private static func isTestName(_ name: Substring, _ path: String) -> Bool {
    let words = name.split { "-_.".contains($0) }
    if words.dropLast().contains(where: { nameWords.contains(String($0)) }) { return true }
    if let last = words.last, ["example", "sample", "dist", "template", "tpl", "snap"].contains(last) { return true }
    // `ClientTest.java`, `TokenTests.cs`
    let original = path.split(separator: "/").last?.split(separator: ".").first ?? ""
    return ["Test", "Tests", "TestCase", "Spec", "IT"].contains { original.hasSuffix($0) && original.count > $0.count }
  }

  private static let testWords: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "testdata", "fixture", "fixtures", "mock", "mocks", "example",
    "examples", "sample", "samples", "demo", "demos", "e2e", "stubs", "stub", "snapshots", "tutorial", "tutorials",
    "cypress", "benchmark", "benchmarks", "acceptance", "integrationtest", "androidtest", "fuzz", "playground",
    "testsuite", "unittest",
  ]
  private static let nameWords: Set<String> = [
    "test", "tests", "spec", "mock", "mocks", "fixture", "fixtures", "example", "sample", "conftest", "demo", "stub",
    "testdata", "e2e", "dummy", "fake",
  ]

  private static func isConfiguration(_ name: Substring) -> Bool {
    if name == ".env" || name.hasPrefix(".env.") || configurationNames.contains(String(name)) { return true }
    return configurationTypes.contains(type(of: name))
  }

  private static let configurationNames: Set<String> = [
    "dockerfile", ".npmrc", ".pypirc", ".netrc", ".pgpass", ".my.cnf", ".boto", ".s3cfg", "credentials", "config",
    ".htpasswd", ".envrc", "procfile",
  ]
  private static let configurationTypes: Set<String> = [
    "env", "ini", "cfg", "conf", "config", "cnf", "properties", "yml", "yaml", "toml", "json", "xml", "plist",
    "tfvars", "tf", "hcl", "sh", "bash", "zsh", "ps1", "bat", "cmd", "service", "envrc", "sql", "settings",
  ]

  private static func type(of name: Substring) -> String {
    name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
  }
}
