import TOMLKit

/// One provider's detectors, as `docs/detectors.md` describes the file.
package struct DetectorFile: Sendable {
  /// Name for messages, such as `detectors/github.toml`.
  package let name: String
  package let detectors: [Detector]
  /// The line that each detector begins on, by id.
  let lines: [String: Int]
  /// The lines of each detector's `positive` and `negative`.
  private let exampleLines: [String: [Bool: Int]]

  package init(name: String, text: String) throws(DetectorError) {
    let root = try Self.parse(text, name: name)
    try root.refuseKeys(otherThan: ["provider", "category", "reference", "detector"])
    let provider = Provider(
      name: try root.required("provider"), category: try Self.category(root),
      reference: try root.string("reference"))
    let tables = try root.array("detector")
    guard !tables.isEmpty else { throw root.error("no [[detector]] in the file") }
    var detectors: [Detector] = []
    var lines: [String: Int] = [:]
    var exampleLines: [String: [Bool: Int]] = [:]
    for table in tables {
      let detector = try Detector(reading: table, provider: provider)
      guard lines[detector.id] == nil else {
        throw table.error("a second detector '\(detector.id)'", at: "id")
      }
      lines[detector.id] = root.outline.line(of: table.path)
      exampleLines[detector.id] = [true: "positive", false: "negative"].compactMapValues {
        root.outline.line(of: "\(table.path).examples.\($0)")
      }
      detectors.append(detector)
    }
    self.name = name
    self.detectors = detectors
    self.lines = lines
    self.exampleLines = exampleLines
  }

  /// The place of one of the file's detectors, as an error.
  package func error(_ reason: String, at id: String) -> DetectorError {
    DetectorError(file: name, line: lines[id], detector: id, reason: reason)
  }

  /// The place of a failing example.
  package func error(_ failure: ExampleCheck.Failure, at id: String) -> DetectorError {
    DetectorError(
      file: name, line: exampleLines[id]?[failure.shouldMatch] ?? lines[id], detector: id,
      reason: failure.description)
  }

  /// What a file says of all its detectors.
  struct Provider {
    let name: String
    let category: String
    let reference: String?
  }

  /// The categories that a provider can stand in.
  package enum Category: String, Sendable, CaseIterable {
    case cloud, forge, ci, registry, ai, messaging, payment, observability, infrastructure, database
    case privateKey = "private-key"
    case identity, web, saas, crypto, generic
  }

  private static func category(_ root: TOMLFields) throws(DetectorError) -> String {
    guard let category = try root.choice("category", of: Category.self) else {
      throw root.error("'category' is missing")
    }
    return category.rawValue
  }

  private static func parse(_ text: String, name: String) throws(DetectorError) -> TOMLFields {
    // The parser reads a C string and would not see what follows.
    guard !text.utf8.contains(0) else { throw DetectorError(file: name, reason: "the file holds a NUL byte") }
    let lines = TOMLText(text)
    if let line = lines.malformedHeader ?? TOMLGuard.brokenLine(in: text) {
      throw DetectorError(
        file: name, line: line, reason: "neither a table's name nor a value can start like this")
    }
    do {
      let table = try TOMLTable(string: text)
      return TOMLFields(table: table, path: "", file: name, outline: TOMLOutline(lines), detector: nil)
    } catch let error as TOMLParseError {
      throw DetectorError(file: name, line: error.source.begin.line, reason: error.description)
    } catch {
      throw DetectorError(file: name, reason: "\(error)")
    }
  }
}
