/// Paths whose files are full of made-up values: tests, fixtures, mocks, examples. Wider than the surface `test`,
/// since nothing is hidden at them.
package enum MadeUpPath {
  package static func matches(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return false }
    return parts.dropLast().contains(where: isFolder) || isFile(name)
  }

  private static func isFolder(_ name: Substring) -> Bool {
    let folder = name.lowercased()
    // `dockerTest`; `t` holds the tests of projects in the manner of Perl's.
    return folder.hasSuffix("tests") || name.hasSuffix("Test") || folder == "t"
      || words(folder).contains { folders.contains($0) }
  }

  private static func isFile(_ name: Substring) -> Bool {
    let words = words(name.lowercased())
    if words.dropLast().contains(where: { files.contains($0) }) { return true }
    if let type = words.last, words.count > 1, types.contains(type) { return true }
    // `ClientTest.java`, `TokenTests.cs`
    let stem = name.split(separator: ".").first ?? ""
    return ["Test", "Tests", "TestCase", "Spec", "IT"].contains {
      stem.hasSuffix($0) && stem.count > $0.count
    }
  }

  private static func words(_ text: String) -> [String] { text.split { "-_.".contains($0) }.map(String.init) }

  private static let folders: Set<String> = [
    "test", "tests", "testing", "spec", "specs", "testdata", "fixture", "fixtures", "mock", "mocks",
    "example",
    "examples", "sample", "samples", "demo", "demos", "e2e", "stub", "stubs", "snapshots", "tutorial",
    "tutorials",
    "cypress", "benchmark", "benchmarks", "acceptance", "integrationtest", "androidtest", "fuzz",
    "playground",
    "testsuite", "testcases", "testresources", "unittest", "testutil", "testutils", "testlib", "cassettes",
  ]
  private static let files: Set<String> = [
    "test", "tests", "spec", "mock", "mocks", "fixture", "fixtures", "example", "sample", "conftest", "demo",
    "stub",
    "testdata", "testutil", "e2e", "dummy", "fake", "benchmark",
  ]
  private static let types: Set<String> = ["example", "sample", "dist", "template", "tpl", "tmpl", "snap"]
}
