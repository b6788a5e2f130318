internal import Detectors
internal import TOMLKit

/// Adds texts to lists of a settings file in TOML: whatever else stands in it, comments too, stays to the byte.
package struct SettingsEdit {
  package private(set) var text: String
  /// How many texts were added; the others were there.
  package private(set) var count = 0

  package init(_ text: String) { self.text = text }

  /// Why the file has to be edited by hand.
  package struct Refusal: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  package mutating func add(_ values: [String], to key: String, in section: String) throws(Refusal) {
    let old = try SettingsEdit.list(key, in: section, of: text)
    let new = values.filter { !old.contains($0) }
    guard !new.isEmpty else { return }
    let edited = edited(text.withPlainLines, new, key, section).map { $0.withLines(of: text) }
    guard let edited, try SettingsEdit.isRight(edited, text, Set(old + new), key, section) else {
      throw Refusal(description: "'\(section).\(key)' is written in a way that cannot be added to")
    }
    text = edited
    count += new.count
  }

  /// What the list holds; one text counts as a list.
  private static func list(_ key: String, in section: String, of text: String) throws(Refusal) -> [String] {
    guard let value = try table(text)[section]?.table?[key] else { return [] }
    if let one = value.string { return [one] }
    var texts: [String] = []
    for element in value.array ?? TOMLArray() { if let text = element.string { texts.append(text) } }
    return texts
  }

  private static func table(_ text: String) throws(Refusal) -> TOMLTable {
    guard !text.utf8.contains(0), TOMLText(text).malformedHeader == nil, TOMLGuard.brokenLine(in: text) == nil
    else {
      throw Refusal(description: "it is not TOML")
    }
    do { return try TOMLTable(string: text) } catch { throw Refusal(description: "it is not TOML") }
  }

  /// The list is as it should be, and nothing beside it has changed.
  private static func isRight(
    _ edited: String, _ old: String, _ wanted: Set<String>, _ key: String, _ section: String
  ) throws(Refusal) -> Bool {
    let after = try table(edited)
    let before = try table(old)
    guard Set(try list(key, in: section, of: edited)) == wanted else { return false }
    for table in [before, after] { table[section]?.table?.remove(at: key) }
    if before[section] == nil { after.remove(at: section) }
    return before.convert(to: .json) == after.convert(to: .json)
  }

  /// Nil where the key has neither a list nor a text on its own line.
  private func edited(_ text: String, _ values: [String], _ key: String, _ section: String) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let list = values.map(TOMLWriter.string).joined(separator: ", ")
    guard let header = lines.firstIndex(where: { SettingsEdit.header($0) == section }) else {
      let gap = text.isEmpty ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
      return text + gap + "[\(section)]\n\(key) = \(TOMLWriter.list(values))\n"
    }
    let end = lines[(header + 1)...].firstIndex { SettingsEdit.header($0) != nil } ?? lines.count
    guard let line = lines[(header + 1)..<end].firstIndex(where: { SettingsEdit.key($0) == key }) else {
      lines.insert("\(key) = \(TOMLWriter.list(values))", at: header + 1)
      return lines.joined(separator: "\n")
    }
    guard let changed = SettingsEdit.adding(list, to: lines[line]) else { return nil }
    lines[line] = changed
    return lines.joined(separator: "\n")
  }

  /// `scan` of `[scan]  # comment`; nil for what is no header.
  private static func header(_ line: String) -> String? {
    let words = line.trimmed
    guard words.hasPrefix("[") else { return nil }
    return words.dropFirst().prefix { $0 != "]" }.trimmed
  }

  private static func key(_ line: String) -> String? {
    line.firstIndex(of: "=").map { line[..<$0].trimmed }
  }

  private static func adding(_ list: String, to line: String) -> String? {
    guard let sign = line.firstIndex(of: "=") else { return nil }
    let start = line[line.index(after: sign)...].firstIndex { $0 != " " && $0 != "\t" } ?? line.endIndex
    let value = line[start...]
    if value.hasPrefix("[") {
      let rest = value.dropFirst()
      return line[..<start] + "[" + list + (rest.trimmed.hasPrefix("]") ? "" : ", ") + rest
    }
    guard value.hasPrefix("\""), !value.hasPrefix("\"\"\""), let end = value.dropFirst().firstIndex(of: "\"")
    else { return nil }
    return line[..<start] + "[" + list + ", " + value[...end] + "]" + value[value.index(after: end)...]
  }
}

extension String {
  /// With the line ends of another text.
  fileprivate func withLines(of text: String) -> String {
    text.contains("\r\n") ? replacing("\n", with: "\r\n") : self
  }
}
