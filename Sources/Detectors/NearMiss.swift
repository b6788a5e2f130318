/// Finds the word that somebody meant.
package enum NearMiss {
  /// The candidate with the fewest edits, if at most a third of the word's characters (and one at least) differ.
  package static func of(_ word: String, in candidates: some Sequence<String>) -> String? {
    let nearest = candidates.map { (distance: distance(Array(word.utf8), Array($0.utf8)), word: $0) }
      .min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= max(1, word.utf8.count / 3) else { return nil }
    return nearest.word
  }

  /// ` (did you mean 'pattern'?)`, or nothing.
  static func hint(_ word: String, in candidates: some Sequence<String>) -> String {
    of(word, in: candidates).map { " (did you mean '\($0)'?)" } ?? ""
  }

  /// Insertions, deletions and substitutions (Levenshtein).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let substituted = diagonal + (byte == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
