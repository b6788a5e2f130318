import Patterns
import TOMLKit

extension Detector.Rule {
  init(reading fields: TOMLFields) throws(DetectorError) {
    let pattern = try fields.string("pattern")
    let context = try fields.fields("context")
    switch (pattern, context) {
    case (let pattern?, nil):
      let reach = try Detector.Reach(reading: fields)
      try fields.check(pattern: pattern, width: reach.before + reach.after)
      self = .pattern(pattern)
    case (nil, let context?): self = .context(try Detector.Context(reading: context))
    case (nil, nil): throw fields.error("neither 'pattern' nor 'context' is given")
    case (_?, _?): throw fields.error("both 'pattern' and 'context' are given", at: "context")
    }
  }
}

extension TOMLFields {
  /// `width`: the bytes that a search with it sees.
  func check(pattern: String, width: Int, at key: String = "pattern") throws(DetectorError) {
    let compiled: Pattern
    do {
      compiled = try Pattern(pattern)
    } catch {
      throw self.error("\(key) does not compile: \(error)", at: key)
    }
    if let complaint = PatternSafety.complaint(about: pattern, compiled: compiled, width: width) {
      throw self.error("\(key): \(complaint)", at: key)
    }
  }

  /// A pattern beside the rule's own; nil where none is given.
  func pattern(_ key: String) throws(DetectorError) -> String? {
    guard let pattern = try string(key) else { return nil }
    let reach = try Detector.Reach(reading: self)
    try check(pattern: pattern, width: reach.before + reach.after, at: key)
    return pattern
  }
}

extension Detector.Context {
  fileprivate init(reading fields: TOMLFields) throws(DetectorError) {
    try fields.refuseKeys(otherThan: [
      "charset", "length", "assigned", "mixed", "words", "distance", "names", "other-names",
    ])
    guard let charset: Detector.Charset = try fields.choice("charset") else {
      throw fields.error("'charset' is missing")
    }
    self.init(
      charset: charset, length: try fields.length(of: charset),
      isAssigned: try fields.bool("assigned") ?? true,
      isMixed: try fields.bool("mixed") ?? charset.isUsuallyMixed,
      words: try fields.words("words", atLeast: 4),
      distance: try fields.integer("distance", in: 1...256) ?? Self.usualDistance,
      names: try fields.words("names", atLeast: 2), otherNames: try fields.words("other-names", atLeast: 2))
    guard !words.isEmpty || !["distance", "names", "other-names"].contains(where: fields.has) else {
      throw fields.error("'distance', 'names' and 'other-names' have no use without 'words'")
    }
  }
}

extension TOMLFields {
  /// Names in lower case, made of letters, digits and `_`.
  fileprivate func words(_ key: String, atLeast least: Int) throws(DetectorError) -> [String] {
    var words: [String] = []
    for word in try strings(key) {
      let lower = word.lowercased()
      guard lower.utf8.count >= least else { throw error("'\(word)' is under \(least) bytes", at: key) }
      guard lower.utf8.allSatisfy({ CharacterSet256.word.contains($0) }),
        lower.utf8.first != UInt8(ascii: "_"), lower.utf8.last != UInt8(ascii: "_")
      else { throw error("'\(word)' is not made of letters, digits and '_' between them", at: key) }
      if !words.contains(lower) { words.append(lower) }
    }
    return words
  }
}

extension Detector.Charset {
  /// Whether a random value of it holds both digits and letters.
  fileprivate var isUsuallyMixed: Bool {
    switch self {
    case .hex, .alphanumeric, .lowerAlphanumeric, .base64, .base64url, .token: true
    case .digits, .printable, .uuid: false
    }
  }
}

extension TOMLFields {
  fileprivate func length(of charset: Detector.Charset) throws(DetectorError) -> ClosedRange<Int> {
    if let array = table["length"]?.array {
      guard array.count == 2, let low = array[0].int, let high = array[1].int, low >= 1, low <= high,
        high <= 4096
      else { throw error("'length' is not [least, most] with at most 4096", at: "length") }
      return low...high
    }
    if let length = try integer("length", in: 1...4096) { return length...length }
    guard charset == .uuid else { throw error("'length' is missing") }
    return 36...36
  }
}

extension Detector.Literal {
  /// `literals`, and `keywords` with every way to write them.
  static func all(reading fields: TOMLFields) throws(DetectorError) -> [Detector.Literal] {
    var literals: [Detector.Literal] = []
    for text in try fields.strings("literals") {
      try fields.check(literal: text, at: "literals")
      literals.append(Detector.Literal(text))
    }
    for keyword in try fields.strings("keywords") {
      for spelling in spellings(of: keyword) {
        try fields.check(literal: spelling, at: "keywords")
        let literal = Detector.Literal(spelling, ignoresCase: true)
        if !literals.contains(literal) { literals.append(literal) }
      }
    }
    let words = try fields.fields("context")?.strings("words") ?? []
    guard !literals.isEmpty || !words.isEmpty else {
      throw fields.error("\(fields.has("context") ? "context" : "pattern") has no literal to search for")
    }
    return literals
  }

  /// A keyword in lower case, with `_`, `-`, `.` or nothing for each `_`; with over two of them, the same for all.
  static func spellings(of keyword: String, joints: [String] = ["_", "-", ".", ""]) -> [String] {
    let words = keyword.lowercased().split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    if words.count > 3 { return joints.map { words.joined(separator: $0) } }
    return words.dropFirst().reduce([words[0]]) { spellings, word in
      spellings.flatMap { spelling in joints.map { spelling + $0 + word } }
    }
  }
}

extension Detector {
  /// The context, where a provider's name tells the value.
  package var toldByWords: Context? {
    guard case .context(let context) = rule, !context.words.isEmpty else { return nil }
    return context
  }

  /// The context's words in every way to write them; in prose, `_` is also a space.
  package var wordLiterals: [Literal] {
    (toldByWords?.words ?? []).flatMap { word in
      Literal.spellings(of: word, joints: ["_", "-", ".", " ", ""]).map { Literal($0, ignoresCase: true) }
    }
  }
}

extension TOMLFields {
  fileprivate func check(literal: String, at key: String) throws(DetectorError) {
    guard literal.utf8.count >= 3 else { throw error("'\(literal)' is too short to search for", at: key) }
    guard literal.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0a && $0 != 0x0d }) else {
      throw error("'\(literal)' is not one line of ASCII", at: key)
    }
  }
}

extension Detector.Reach {
  init(reading fields: TOMLFields) throws(DetectorError) {
    guard let value = fields.table["reach"] else {
      self = .line
      return
    }
    if value.string == "line" {
      self = .line
      return
    }
    guard value.table != nil, let reach = try fields.fields("reach") else {
      throw fields.error("'reach' is neither \"line\" nor { before = …, after = … }", at: "reach")
    }
    try reach.refuseKeys(otherThan: ["before", "after"])
    self.init(
      before: try reach.integer("before", in: 0...65_536) ?? 0,
      after: try reach.integer("after", in: 0...65_536) ?? 0, isLine: false)
  }
}
