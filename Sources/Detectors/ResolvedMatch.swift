package import Findings

/// A credential in a text, with what a report says of its place.
package struct ResolvedMatch: Sendable {
  /// Index into the catalogue's detectors.
  package let detector: Int
  package let value: [UInt8]
  package let companions: [CompanionValue]
  /// 1-based.
  package let line: Int
  /// 1-based, in bytes.
  package let column: Int
  /// The lines that the value stands on, without the last line end.
  package let lines: Range<Int>
  /// The name that the value is assigned to.
  package let key: String?
  /// How the text holds the value.
  package let encoding: EncodingChain
  package let certainty: Certainty
  /// The value, or the encoded text that holds it, in the text.
  package let place: Range<Int>
  /// Index of a detector that finds the same, tells more, and counts at some paths only: where it counts, this
  /// match does not.
  package let rival: Int?
}

extension Matcher {
  /// Turns a text's matches into credentials: one per place, the most telling detector wins.
  package func resolve(_ matches: [Match], in text: UnsafeRawBufferPointer) -> [ResolvedMatch] {
    let winners = withoutCompanions(winners(among: matches), in: text)
    var lines = LineCounter(text)
    return winners.map { match, rival, level in
      let (line, lineStart) = lines.position(of: Int(match.start))
      let value = match.details?.decoded ?? Array(text[Int(match.start)..<Int(match.end)])
      return ResolvedMatch(
        detector: Int(match.rule), value: CanonicalPEM.canonical(value) ?? value,
        companions: match.details?.companions ?? [], line: line, column: Int(match.start) - lineStart + 1,
        lines: lineStart..<Text.lineEnd(text, Int(match.end), limit: min(text.count, Int(match.end) + 4096)),
        key: KeyName.of(match, in: text), encoding: match.chain,
        certainty: certainty(of: match, atLeast: level),
        place: Int(match.start)..<Int(match.end), rival: rival.map { Int($0) })
    }
  }

  /// Leaves out values that nothing but a name tells and that are the other half of a credential found here.
  private func withoutCompanions(_ winners: [Winner], in text: UnsafeRawBufferPointer) -> [Winner] {
    let whole = winners.filter { $0.match.details?.companions.isEmpty == false && !isLimited($0.match) }
    let known = Set(whole.flatMap { $0.match.details?.companions.filter(\.isSecret).map(\.value) ?? [] })
    guard !known.isEmpty else { return winners }
    return winners.filter { match, _, _ in
      guard plan.rules[Int(match.rule)].isGeneric else { return true }
      return !known.contains(match.details?.decoded ?? Array(text[Int(match.start)..<Int(match.end)]))
    }
  }

  /// Compares only matches that overlap, directly or through others: a text with thousands stays cheap.
  func winners(among matches: [Match]) -> [Winner] {
    let placed = matches.filter(\.hasValue).sorted {
      ($0.start, $0.end, $0.rule) < ($1.start, $1.end, $1.rule)
    }
    var result: [Winner] = []
    var first = 0
    while first < placed.count {
      var end = placed[first].end
      var next = first + 1
      while next < placed.count, placed[next].start < end {
        end = max(end, placed[next].end)
        next += 1
      }
      result += next == first + 1 ? [(placed[first], nil, nil)] : best(of: placed[first..<next])
      first = next
    }
    return result
  }

  /// `level` is that of a generic match of the same value, which must not be lost where the provider's is less sure.
  typealias Winner = (match: Match, rival: Int32?, level: Finding.Confidence?)

  private func best(of cluster: ArraySlice<Match>) -> [Winner] {
    var winners: [Winner] = []
    for match in withoutHulls(cluster).sorted(by: isMoreTelling) {
      let beaters = winners.filter { winner in
        winner.match.start < match.end && match.start < winner.match.end && beats(winner.match, match)
      }
      // What counts at some paths only must not hide what counts at the others: the path is not known here.
      guard beaters.allSatisfy({ isLimited($0.match) }) else {
        if plan.rules[Int(match.rule)].isGeneric { raise(&winners, to: match) }
        continue
      }
      winners.append((match, beaters.first?.match.rule, nil))
    }
    return winners.sorted {
      ($0.match.start, $0.match.end, $0.match.rule) < ($1.match.start, $1.match.end, $1.match.rule)
    }
  }

  private func raise(_ winners: inout [Winner], to generic: Match) {
    let level = certainty(of: generic).level
    for index in winners.indices
    where winners[index].match.start == generic.start && winners[index].match.end == generic.end {
      if winners[index].level.map({ $0.rank < level.rank }) ?? true { winners[index].level = level }
    }
  }

  private func isLimited(_ match: Match) -> Bool { !plan.rules[Int(match.rule)].detector.paths.isEmpty }

  /// Leaves out values that only their names tell and that turn out to be encodings of other values.
  private func withoutHulls(_ cluster: ArraySlice<Match>) -> [Match] {
    let encoded = cluster.filter { !$0.chain.isPlain }
    guard !encoded.isEmpty, encoded.count < cluster.count else { return Array(cluster) }
    var ends: [Int32] = []
    for match in encoded { ends.append(max(ends.last ?? 0, match.end)) }
    return cluster.filter { match in
      guard match.chain.isPlain, plan.rules[Int(match.rule)].isToldByPlace else { return true }
      let before = encoded.partition { $0.start >= match.end }
      return before == 0 || ends[before - 1] <= match.start
    }
  }

  /// True when `loser` says nothing that `winner` does not; `winner` is the more telling one.
  private func beats(_ winner: Match, _ loser: Match) -> Bool {
    let winning = plan.rules[Int(winner.rule)]
    let losing = plan.rules[Int(loser.rule)]
    if winner.start == loser.start, winner.end == loser.end { return true }
    if losing.isGeneric || winning.detector.id == losing.detector.id { return true }
    if losing.detector.yieldsTo.contains(winning.detector.id) { return true }
    return winner.start <= loser.start && winner.end >= loser.end
  }

  /// Specific before generic, sure before unsure, long before short; then a fixed order.
  private func isMoreTelling(_ left: Match, _ right: Match) -> Bool {
    let leftRule = plan.rules[Int(left.rule)]
    let rightRule = plan.rules[Int(right.rule)]
    if leftRule.isGeneric != rightRule.isGeneric { return rightRule.isGeneric }
    if leftRule.detector.yieldsTo.contains(rightRule.detector.id) { return false }
    if rightRule.detector.yieldsTo.contains(leftRule.detector.id) { return true }
    if leftRule.detector.summary.provider == rightRule.detector.summary.provider,
      left.evidence != right.evidence, left.evidence == .shape || right.evidence == .shape
    {
      return left.evidence == .shape
    }
    let leftSure = certainty(of: left).level.rank
    let rightSure = certainty(of: right).level.rank
    if leftSure != rightSure { return leftSure > rightSure }
    if left.end - left.start != right.end - right.start {
      return left.end - left.start > right.end - right.start
    }
    if left.chain.count != right.chain.count { return left.chain.count < right.chain.count }
    // Of two providers' names, the nearer one.
    let gaps = (abs(left.start - left.anchor), abs(right.start - right.anchor))
    if left.evidence.isByWord, right.evidence.isByWord, gaps.0 != gaps.1 { return gaps.0 < gaps.1 }
    // A text that carries its credential's other half is the better place.
    let leftCompanions = left.details?.companions.count ?? 0
    let rightCompanions = right.details?.companions.count ?? 0
    if leftCompanions != rightCompanions { return leftCompanions > rightCompanions }
    if left.start != right.start { return left.start < right.start }
    return leftRule.detector.id < rightRule.detector.id
  }
}
