internal import TOMLKit

/// A TOML table read as the other tool reads it: keys in any case, one text for a list of one, others passed over.
struct LooseTable {
  private let table: TOMLTable
  private let keys: [String: String]

  init(_ table: TOMLTable) {
    self.table = table
    keys = Dictionary(table.keys.map { ($0.lowercased(), $0) }) { first, _ in first }
  }

  private func value(_ key: String) -> (any TOMLValueConvertible)? {
    keys[key.lowercased()].flatMap { table[$0] }
  }

  func has(_ key: String) -> Bool { value(key) != nil }
  func string(_ key: String) -> String? { value(key)?.string }
  func integer(_ key: String) -> Int? { value(key)?.int }
  func bool(_ key: String) -> Bool { value(key)?.bool ?? false }
  func number(_ key: String) -> Double? { value(key)?.double ?? value(key)?.int.map(Double.init) }
  func table(_ key: String) -> LooseTable? { value(key)?.table.map { LooseTable($0) } }

  func strings(_ key: String) -> [String] {
    if let one = string(key) { return [one] }
    var result: [String] = []
    for element in value(key)?.array ?? TOMLArray() { if let text = element.string { result.append(text) } }
    return result
  }

  func tables(_ key: String) -> [LooseTable] {
    if let one = table(key) { return [one] }
    var result: [LooseTable] = []
    for element in value(key)?.array ?? TOMLArray() {
      if let table = element.table { result.append(LooseTable(table)) }
    }
    return result
  }
}

/// On which lines the headers of a TOML text stand, in order for each name.
struct HeaderLines {
  private var lines: [String: [Int]] = [:]

  init(_ text: String) {
    var quote: String?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.drop { $0 == " " || $0 == "\t" }
      if quote == nil, words.hasPrefix("[") {
        let name = words.drop { $0 == "[" || $0 == " " }.prefix { $0 != "]" && $0 != " " }.lowercased()
        lines[name, default: []].append(index + 1)
      } else {
        quote = HeaderLines.open(line, from: quote)
      }
    }
  }

  /// The quotes of the string of many lines that is open behind the line.
  private static func open(_ line: Substring, from quote: String?) -> String? {
    var quote = quote
    var rest = line
    while let range = rest.firstRange(of: quote ?? "'''")
      ?? (quote == nil ? rest.firstRange(of: "\"\"\"") : nil)
    {
      quote = quote == nil ? String(rest[range]) : nil
      rest = rest[range.upperBound...]
    }
    return quote
  }

  /// Of the header's occurrence with that number, from 0.
  func line(of name: String, _ number: Int = 0) -> Int? {
    lines[name].flatMap { number < $0.count ? $0[number] : nil }
  }
}
