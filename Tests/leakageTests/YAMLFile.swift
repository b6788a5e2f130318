import Foundation
import Testing

/// A YAML file as plain values, read by PyYAML of the tests' own Python.
struct YAMLFile {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  let value: Any

  init(_ name: String) throws {
    let program = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1])), default=str))"
    let result = try Program.run(
      ["-c", program, "\(YAMLFile.root)/\(name)"], program: YAMLFile.root + "/.venv/bin/python",
      in: YAMLFile.root)
    #expect(result.status == 0, "\(result.error)")
    value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  private init(value: Any) { self.value = value }

  /// Nil where there is nothing under that key.
  subscript(key: String) -> YAMLFile? { (value as? [String: Any])?[key].map { YAMLFile(value: $0) } }
  var list: [YAMLFile] { (value as? [Any] ?? []).map { YAMLFile(value: $0) } }
  var text: String { value as? String ?? "" }
  var keys: [String] { (value as? [String: Any]).map { $0.keys.sorted() } ?? [] }
}
