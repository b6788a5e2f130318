import Findings
import TOMLKit

/// One table of a detector file, read strictly: a key of the wrong type or an unknown key is an error with its
/// line.
struct TOMLFields {
  let table: TOMLTable
  /// As in `TOMLOutline`.
  let path: String
  let file: String
  let outline: TOMLOutline
  /// Id of the detector that the table belongs to.
  var detector: String?

  func error(_ reason: String, at key: String? = nil) -> DetectorError {
    let place = [path, key ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    return DetectorError(file: file, line: outline.line(of: place), detector: detector, reason: reason)
  }

  func refuseKeys(otherThan known: [String]) throws(DetectorError) {
    guard let key = table.keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw error("unknown key '\(key)'\(NearMiss.hint(key, in: known))", at: key)
  }

  func has(_ key: String) -> Bool { table[key] != nil }

  func string(_ key: String) throws(DetectorError) -> String? {
    guard let value = table[key] else { return nil }
    guard let string = value.string else { throw error("'\(key)' is not a string", at: key) }
    guard !string.isEmpty else { throw error("'\(key)' is empty", at: key) }
    return string
  }

  func required(_ key: String) throws(DetectorError) -> String {
    guard let string = try string(key) else { throw error("'\(key)' is missing") }
    return string
  }

  func strings(_ key: String) throws(DetectorError) -> [String] {
    guard let value = table[key] else { return [] }
    guard let array = value.array else { throw error("'\(key)' is not an array of strings", at: key) }
    var strings: [String] = []
    for element in array {
      guard let string = element.string else { throw error("'\(key)' is not an array of strings", at: key) }
      strings.append(string)
    }
    return strings
  }

  func bool(_ key: String) throws(DetectorError) -> Bool? {
    guard let value = table[key] else { return nil }
    guard let bool = value.bool else { throw error("'\(key)' is neither true nor false", at: key) }
    return bool
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(DetectorError) -> Int? {
    guard let value = table[key] else { return nil }
    guard let number = value.int else { throw error("'\(key)' is not a whole number", at: key) }
    guard range.contains(number) else {
      throw error("'\(key)' is \(number), not within \(range.lowerBound) to \(range.upperBound)", at: key)
    }
    return number
  }

  /// A number with or without a fraction.
  func number(_ key: String, in range: ClosedRange<Double>) throws(DetectorError) -> Double? {
    guard let value = table[key] else { return nil }
    guard let number = value.double ?? value.int.map(Double.init) else {
      throw error("'\(key)' is not a number", at: key)
    }
    guard range.contains(number) else {
      throw error("'\(key)' is \(number), not within \(range.lowerBound) to \(range.upperBound)", at: key)
    }
    return number
  }

  func date(_ key: String) throws(DetectorError) -> Timestamp? {
    guard let value = table[key] else { return nil }
    if let date = value.date { return Timestamp(year: date.year, month: date.month, day: date.day) }
    guard let text = value.string, let time = Timestamp(parsing: text) else {
      throw error("'\(key)' is not a date", at: key)
    }
    return time
  }

  /// One of an enumeration's values.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Choice.Type = Choice.self
  ) throws(DetectorError) -> Choice? {
    guard let word = try string(key) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map(\.rawValue)
      let hint = NearMiss.hint(word, in: words)
      throw error(
        "unknown \(key) '\(word)'\(hint.isEmpty ? ": one of \(words.joined(separator: ", "))" : hint)",
        at: key)
    }
    return choice
  }

  func fields(_ key: String) throws(DetectorError) -> TOMLFields? {
    guard let value = table[key] else { return nil }
    guard let table = value.table else { throw error("'\(key)' is not a table", at: key) }
    return TOMLFields(
      table: table, path: path.isEmpty ? key : "\(path).\(key)", file: file, outline: outline,
      detector: detector)
  }

  func array(_ key: String) throws(DetectorError) -> [TOMLFields] {
    guard let value = table[key] else { return [] }
    guard let array = value.array else { throw error("'\(key)' is not an array of tables", at: key) }
    var tables: [TOMLFields] = []
    for element in array {
      guard let table = element.table else { throw error("'\(key)' is not an array of tables", at: key) }
      let name = path.isEmpty ? "\(key).\(tables.count)" : "\(path).\(key).\(tables.count)"
      tables.append(TOMLFields(table: table, path: name, file: file, outline: outline, detector: detector))
    }
    return tables
  }
}
