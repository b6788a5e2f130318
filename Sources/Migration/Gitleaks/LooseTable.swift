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
