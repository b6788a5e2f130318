/// Works out how much of a pattern's value is the literal that it begins with.
enum PublicPrefix {
  /// The shortest literal's length when the value begins with one of the literals, else 0.
  static func length(of rule: Detector.Rule, literals: [Detector.Literal]) -> Int {
    guard case .pattern(let pattern) = rule else { return 0 }
    let value = skippingAssertions(pattern[valueStart(in: pattern)...])
    guard !hasAlternatives(value) else { return 0 }
    let beginnings = beginnings(of: value)
    let lengths = beginnings.map { beginning in
      literals.filter { !$0.ignoresCase && beginning.hasPrefix($0.text) }.map(\.text.utf8.count).max() ?? 0
    }
    return lengths.min() ?? 0
  }

  /// Where the value's part of the pattern begins: the group named `secret`, else the first group, else the
  /// pattern behind its assertions.
  private static func valueStart(in pattern: String) -> String.Index {
    for opening in ["(?<secret>", "(?P<secret>", "(?'secret'"] {
      if let range = pattern.firstRange(of: opening) { return range.upperBound }
    }
    var index = pattern.startIndex
    var isInSet = false
    while index < pattern.endIndex {
      let next = pattern.index(after: index)
      switch pattern[index] {
      case "\\" where next < pattern.endIndex: index = next
      case "[": isInSet = true
      case "]": isInSet = false
      case "(" where !isInSet:
        let rest = pattern[next...]
        if !rest.hasPrefix("?") && !rest.hasPrefix("*") { return next }
        if rest.hasPrefix("?<"), !rest.hasPrefix("?<="), !rest.hasPrefix("?<!"),
          let end = rest.firstIndex(of: ">")
        {
          return pattern.index(after: end)
        }
      default: break
      }
      index = pattern.index(after: index)
    }
    return pattern.startIndex
  }

  /// Without the word boundaries and look-arounds that it begins with.
  private static func skippingAssertions(_ pattern: Substring) -> Substring {
    var rest = pattern
    while true {
      if rest.hasPrefix("\\b") || rest.hasPrefix("\\B") {
        rest = rest.dropFirst(2)
      } else if ["(?<!", "(?<=", "(?!", "(?="].contains(where: { rest.hasPrefix($0) }) {
        guard let end = closing(of: rest.dropFirst()) else { return rest }
        rest = rest[end...].dropFirst()
      } else {
        return rest
      }
    }
  }

  /// True when the value's group holds a `|` of its own.
  private static func hasAlternatives(_ value: Substring) -> Bool {
    firstIndex(of: "|", in: value).map { $0 < closing(of: value) ?? value.endIndex } ?? false
  }

  /// The parenthesis that closes the group that the text stands in.
  private static func closing(of inner: Substring) -> Substring.Index? { firstIndex(of: ")", in: inner) }

  /// The first such character outside sets and inner groups that is not escaped.
  private static func firstIndex(of wanted: Character, in inner: Substring) -> Substring.Index? {
    var depth = 0
    var isInSet = false
    var isEscaped = false
    for index in inner.indices {
      if isEscaped || inner[index] == "\\" {
        isEscaped.toggle()
        continue
      }
      if depth == 0, !isInSet, inner[index] == wanted { return index }
      switch inner[index] {
      case "[": isInSet = true
      case "]": isInSet = false
      case "(" where !isInSet: depth += 1
      case ")" where !isInSet: depth -= 1
      default: break
      }
    }
    return nil
  }

  /// The texts that the pattern's value can begin with, as far as they are fixed: characters, and sets of few.
  private static func beginnings(of pattern: Substring) -> [String] {
    var rest = pattern
    var beginnings = [""]
    while beginnings.count <= 64, let choices = takeChoices(from: &rest) {
      // A quantifier makes the last choice uncertain; so it is the end of what is fixed.
      if let next = rest.first, "?*+{".contains(next) { break }
      beginnings = beginnings.flatMap { beginning in choices.map { beginning + $0 } }
    }
    return beginnings
  }

  /// The next fixed character, set or group of alternatives; nil at anything else.
  private static func takeChoices(from rest: inout Substring) -> [String]? {
    guard let first = rest.first else { return nil }
    if first == "[" { return takeSet(from: &rest) }
    if first == "\\" {
      guard let escaped = rest.dropFirst().first, !escaped.isLetter, !escaped.isNumber else { return nil }
      rest = rest.dropFirst(2)
      return [String(escaped)]
    }
    if rest.hasPrefix("(?:") { return takeAlternatives(from: &rest) }
    guard !"^$.|?*+(){".contains(first) else { return nil }
    rest = rest.dropFirst()
    return [String(first)]
  }

  private static func takeSet(from rest: inout Substring) -> [String]? {
    let members = rest.dropFirst().prefix { $0 != "]" }
    guard !members.isEmpty, members.count <= 8, !members.contains(where: { "-^\\[".contains($0) }) else {
      return nil
    }
    rest = rest.dropFirst(members.count + 2)
    return members.map { String($0) }
  }

  private static func takeAlternatives(from rest: inout Substring) -> [String]? {
    let inner = rest.dropFirst(3).prefix { $0 != ")" }
    guard inner.allSatisfy({ $0.isLetter || $0.isNumber || "_-|".contains($0) }) else { return nil }
    rest = rest.dropFirst(inner.count + 4)
    return inner.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
  }
}
