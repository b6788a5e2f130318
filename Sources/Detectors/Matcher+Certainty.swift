internal import Findings

extension Matcher {
  /// How sure a match is by its own text; its path may change that.
  func certainty(of match: Match) -> Certainty {
    let detector = plan.rules[Int(match.rule)].detector
    let own = detector.confidence
    switch match.evidence {
    case .shape where detector.checksum != nil: return Certainty(.certain, .checksum)
    case .shape:
      let certainty = Certainty(own, own.rank >= Finding.Confidence.high.rank ? .shape : .looseShape)
      return detector.companions.contains(where: \.isRequired) ? certainty.with(.companion) : certainty
    case .keyword: return Certainty(own, .keyword)
    case .random: return generic(match, own, [.secretName, .random])
    case .password: return generic(match, own, [.secretName, .password])
    case .barePassword: return generic(match, .low, [.secretName, .password])
    case .ordinary: return generic(match, .low, [.secretName, .ordinary])
    case .wordAndName: return Certainty(own == .low ? .medium : own == .medium ? .high : own, .wordAndName)
    case .nearName: return Certainty(own, .nearName)
    case .nearProse: return Certainty(own, .nearProse)
    case .word: return Certainty(own, .word)
    case .wordAlone: return Certainty(own.rank >= Finding.Confidence.high.rank ? .medium : .low, .wordAlone)
    }
  }

  func certainty(of match: Match, atLeast level: Finding.Confidence?) -> Certainty {
    let own = certainty(of: match)
    guard let level, level.rank > own.level.rank else { return own }
    return own.with(.secretName, level: level)
  }

  /// Where no line end is near on either side, the text was not written by hand.
  private func generic(_ match: Match, _ level: Finding.Confidence, _ reasons: Certainty.Reasons) -> Certainty
  {
    let isByHand = !match.edges.isDisjoint(with: [.startsLine, .endsLine])
    return isByHand ? Certainty(level, reasons) : Certainty(.low, reasons.union(.ordinary))
  }
}
