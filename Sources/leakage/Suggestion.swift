/// The nearest of the known names to a mistyped one.
enum Suggestion {
  /// Nil when nothing is near: more than a third of the letters would have to change, unless one name
  /// starts with the other.
  static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().utf8)
    return
      names
      .map { (name: $0, distance: distance(letters, Array($0.lowercased().utf8))) }
      .filter { $0.distance <= max(2, letters.count / 3) || isPrefix(word, of: $0.name) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// `did you mean 'github-pat'?`, or nil.
  static func question(for word: String, among names: some Sequence<String>) -> String? {
    nearest(to: word, among: names).map { "did you mean '\($0)'?" }
  }

  private static func isPrefix(_ word: String, of name: String) -> Bool {
    word.utf8.count > 2 && name.hasPrefix(word)
  }

  /// Levenshtein's distance, one row at a time.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (byte == other ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[right.count]
  }
}
