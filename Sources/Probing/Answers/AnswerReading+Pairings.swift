internal import Findings

extension AnswerReading {
  /// Another pairing of the credential's parts may be taken.
  var isWorthAnotherPairing: Bool {
    validity == .dead || [.ambiguousPair, .otherHost, .addressList].contains(reason)
  }

  /// What the answers to all pairings say together: dead only when every pairing that there is was refused.
  ///
  /// - Parameter areAll: No pairing was left out.
  static func joined(_ readings: [AnswerReading], areAll: Bool) -> AnswerReading? {
    guard let last = readings.last, last.isWorthAnotherPairing || readings.count > 1 else {
      return readings.last
    }
    if [.live, .limited, .expired].contains(last.validity) { return last }
    let agree = readings.allSatisfy { $0.validity == last.validity && $0.reason == last.reason }
    return agree && areAll ? last : AnswerReading(.unknown, .ambiguousPair, status: last.status)
  }
}
