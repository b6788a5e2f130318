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

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for index in left.indices {
      var row = [index + 1]
      for column in right.indices {
        let substituted = rows[index][column] + (left[index] == right[column] ? 0 : 1)
        var least = min(substituted, rows[index][column + 1] + 1, row[column] + 1)
        if index > 0, column > 0, left[index] == right[column - 1], left[index - 1] == right[column] {
          least = min(least, rows[index - 1][column - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
