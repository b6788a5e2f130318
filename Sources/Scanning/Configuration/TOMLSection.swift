internal import Detectors
internal import TOMLKit

/// One table of a settings file, read strictly: a key that nobody asked for and a value of another type are
/// errors that name file and line.
struct TOMLSection {
  private let table: TOMLTable
  private let path: [String]
  private let file: String
  private let lines: TOMLLineIndex

  init(text: String, file: String) throws(SettingsError) {
    // The library reads a C string and would not see what follows.
    guard !text.utf8.contains(0) else { throw SettingsError(.syntax, "holds a NUL byte", place: file) }
    if let line = TOMLGuard.brokenLine(in: text) {
      throw SettingsError(
        .syntax, "neither a table's name nor a value can start like this", place: "\(file):\(line)")
    }
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsError(.syntax, error.description, place: "\(file):\(error.source.begin.line)")
    } catch {
      throw SettingsError(.syntax, "not TOML", place: file)
    }
    path = []
    self.file = file
    lines = TOMLLineIndex(text)
  }

  private init(_ table: TOMLTable, path: [String], parent: TOMLSection) {
    self.table = table
    self.path = path
    file = parent.file
    lines = parent.lines
  }

  /// Refuses every key but these.
  func expect(_ keys: [String]) throws(SettingsError) {
    for key in table.keys.sorted() where !keys.contains(key) {
      throw SettingsError(
        .unknownKey, "no such setting: '\(name(key))'", place: place(key),
        help: "known here: \(keys.joined(separator: ", "))")
    }
  }

  func has(_ key: String) -> Bool { table[key] != nil }

  var keys: [String] { table.keys.sorted() }

  func section(_ key: String) throws(SettingsError) -> TOMLSection? {
    guard let value = table[key] else { return nil }
    guard let table = value.table else { throw wrong(key, "must be a table") }
    return TOMLSection(table, path: path + [key], parent: self)
  }

  func sections(_ key: String) throws(SettingsError) -> [TOMLSection]? {
    guard let value = table[key] else { return nil }
    guard let array = value.array else { throw wrong(key, "must be a list of tables") }
    var result: [TOMLSection] = []
    for (index, element) in array.enumerated() {
      guard let table = element.table else { throw wrong(key, "must be a list of tables") }
      result.append(TOMLSection(table, path: path + [key, String(index)], parent: self))
    }
    return result
  }

  func string(_ key: String) throws(SettingsError) -> String? {
    guard let value = table[key] else { return nil }
    guard let text = value.string, !text.isEmpty else { throw wrong(key, "must be a text that is not empty") }
    return text
  }

  func strings(_ key: String) throws(SettingsError) -> [String]? {
    guard let value = table[key] else { return nil }
    guard let array = value.array else { throw wrong(key, "must be a list of texts") }
    var result: [String] = []
    for element in array {
      guard let text = element.string, !text.isEmpty else { throw wrong(key, "must be a list of texts") }
      result.append(text)
    }
    return result
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(SettingsError) -> Int? {
    guard let value = table[key] else { return nil }
    guard let number = value.int, range.contains(number) else {
      throw wrong(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func isInteger(_ key: String) -> Bool { table[key]?.int != nil }
  func isString(_ key: String) -> Bool { table[key]?.string != nil }
  func isTextList(_ key: String) -> Bool { table[key]?.array?.first?.string != nil }

  /// A TOML date, or a text that is one, as `2027-12-31`.
  func day(_ key: String) throws(SettingsError) -> String? {
    guard let value = table[key] else { return nil }
    guard let text = value.string ?? value.date?.debugDescription else {
      throw wrong(key, "must be a date such as 2027-12-31")
    }
    return text
  }

  func place(_ key: String? = nil) -> String { "\(file):\(lines.line(of: path + (key.map { [$0] } ?? [])))" }

  /// An error about a key of this table. The value is never quoted: it may be a secret in the wrong place.
  func wrong(_ key: String, _ message: String, help: String? = nil) -> SettingsError {
    SettingsError(.badValue, "'\(name(key))' \(message)", place: place(key), help: help)
  }

  private func name(_ key: String) -> String {
    (path.filter { !$0.allSatisfy(\.isNumber) } + [key]).joined(separator: ".")
  }
}
