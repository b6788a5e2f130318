/// The rules that one spelling of a provider's name asks.
final class WordGroup: Sendable {
  let members: [Member]
  /// The shortest value of any.
  let least: Int
  /// Bytes behind the name that any of them looks at.
  let after: Int

  struct Member: Sendable {
    /// Index in the plan.
    let rule: Int
    let context: Detector.Context
    let charset: CharacterSet256
    /// The context's `names`, split into words.
    let names: [[[UInt8]]]
    /// The same of its `otherNames`.
    let otherNames: [[[UInt8]]]

    static func words(of name: String) -> [[UInt8]] {
      name.utf8.split(separator: UInt8(ascii: "_")).map { Array($0) }
    }
  }

  init(_ detectors: [(rule: Int, detector: Detector)]) {
    members = detectors.compactMap { rule, detector in
      detector.toldByWords.map { context in
        Member(
          rule: rule, context: context, charset: CharacterSet256.of(context.charset),
          names: context.names.map(Member.words), otherNames: context.otherNames.map(Member.words))
      }
    }
    least = members.map(\.context.length.lowerBound).min() ?? 0
    let farthest = members.map { $0.context.distance + $0.context.length.upperBound + 16 }.max() ?? 0
    after = min(ScanPlan.narrow.after, farthest)
  }
}
