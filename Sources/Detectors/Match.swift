/// One detector's hit in one blob, or (`hasValue` false) a place that must be looked at again when the text
/// around it changes. Offsets are bytes in the blob.
package struct Match: Sendable {
  /// Index of the rule in the plan.
  var rule: Int32
  /// The literal that led here, by its index in the plan, and where it stands.
  var literal: Int32
  var anchor: Int32
  /// How the text holds the value.
  var chain: EncodingChain
  var evidence: Evidence
  var edges: Edges
  /// Found again by its own anchor; a narrow match is found again by searching the changed lines.
  var isWide: Bool
  var hasValue: Bool
  /// The text that the answer depends on: the reach.
  var reachStart: Int32
  var reachEnd: Int32
  /// The value, or the encoded text that holds it.
  var start: Int32
  var end: Int32
  var details: Details?

  /// What a reach's ends depend on beyond its own bytes.
  struct Edges: OptionSet, Sendable {
    let rawValue: UInt8
    /// A line feed or the blob's start stands before it.
    static let startsLine = Edges(rawValue: 1)
    /// A line feed or the blob's end stands behind it.
    static let endsLine = Edges(rawValue: 2)
    /// It is cut off by the blob's start.
    static let startsBlob = Edges(rawValue: 4)
    /// It is cut off by the blob's end.
    static let endsBlob = Edges(rawValue: 8)
  }

  /// What few matches have.
  final class Details: Sendable {
    let companions: [CompanionValue]
    /// The value, where the blob holds it in another encoding.
    let decoded: [UInt8]?
    /// The name that stands before the value in the decoded text.
    let key: String?
    /// How far into the encoded text the value begins.
    let lead: Int

    init(companions: [CompanionValue], decoded: [UInt8]?, key: String? = nil, lead: Int = 0) {
      self.companions = companions
      self.decoded = decoded
      self.key = key
      self.lead = lead
    }
  }

  /// The same match where the blob's bytes moved by `distance`.
  func moved(by distance: Int) -> Match {
    var copy = self
    let distance = Int32(truncatingIfNeeded: distance)
    copy.anchor += distance
    copy.reachStart += distance
    copy.reachEnd += distance
    copy.start += distance
    copy.end += distance
    return copy
  }

  /// True when the text around the reach is what the answer was made with.
  func fits(_ text: UnsafeRawBufferPointer) -> Bool {
    let start = Int(reachStart)
    let end = Int(reachEnd)
    if edges.contains(.startsLine), start > 0, text[start - 1] != 0x0A { return false }
    if edges.contains(.endsLine), end < text.count, text[end] != 0x0A { return false }
    if edges.contains(.startsBlob), start != 0 { return false }
    if edges.contains(.endsBlob), end != text.count { return false }
    // What was cut out of the middle of a text may now stand at its start or end, which a rule can tell.
    if isWide, start == 0, edges.isDisjoint(with: [.startsBlob, .startsLine]) { return false }
    if isWide, end == text.count, edges.isDisjoint(with: [.endsBlob, .endsLine]) { return false }
    return true
  }
}

/// A value that belongs to a match.
package struct CompanionValue: Sendable, Hashable {
  package let role: String
  package let value: [UInt8]
  package let isSecret: Bool
}

extension [Match] {
  /// Index of the first one for which `isBehind` holds; it holds for all behind it.
  func partition(_ isBehind: (Match) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
