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
