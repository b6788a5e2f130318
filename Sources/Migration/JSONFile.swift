internal import Foundation

/// A JSON text as plain values. Foundation refuses what is nested deeper than 512.
struct JSONFile {
  let value: Any

  init(_ text: String, file: String) throws(ImportError) {
    do {
      value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    } catch {
      throw ImportError(file, "is not JSON")
    }
  }
}

/// The lines on which a key of a JSON text stands, as programs write it: one key a line.
struct KeyLines {
  private let lines: [Int]

  init(_ key: String, in text: String) {
    let mark = "\"\(key)\""
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: mark.utf8) }.map { $0.offset + 1 }
  }

  /// The place of the entry with that number; the file where lines and entries do not agree.
  func place(_ number: Int, of count: Int, in file: String) -> String {
    lines.count == count ? "\(file):\(lines[number])" : file
  }
}
