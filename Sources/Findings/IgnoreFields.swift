/// The words of one line of an ignore file: a subject, then attributes.
struct IgnoreFields {
  private var words: [Word] = []

  struct Word {
    var text = ""
    /// How many of its leading characters stand before the first quote; all when there is none.
    var bareLength: Int?
  }

  /// White space separates words, `"…"` keeps it (with `\"` and `\\` in it), and a word that starts with `#`
  /// starts a comment. Outside quotes a backslash belongs to the glob and takes the next character with it.
  init(_ line: Substring.UnicodeScalarView) throws(IgnoreLineError) {
    var rest = line
    while let first = rest.first, first != "#" {
      if IgnoreFields.isSpace(first) {
        rest.removeFirst()
      } else {
        words.append(try IgnoreFields.word(&rest))
      }
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }

  private static func word(_ rest: inout Substring.UnicodeScalarView) throws(IgnoreLineError) -> Word {
    var word = Word()
    while let scalar = rest.first, !isSpace(scalar) {
      rest.removeFirst()
      guard scalar.value >= 0x20, scalar.value != 0x7F else { throw IgnoreLineError("a control character") }
      if scalar == "\"" {
        word.bareLength = word.bareLength ?? word.text.unicodeScalars.count
        try quoted(&rest, into: &word)
      } else {
        word.text.unicodeScalars.append(scalar)
        if scalar == "\\", let next = rest.popFirst() { word.text.unicodeScalars.append(next) }
      }
    }
    return word
  }

  private static func quoted(
    _ rest: inout Substring.UnicodeScalarView, into word: inout Word
  ) throws(IgnoreLineError) {
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return }
      let isEscape = scalar == "\\" && (rest.first == "\"" || rest.first == "\\")
      word.text.unicodeScalars.append(isEscape ? rest.popFirst() ?? scalar : scalar)
    }
    throw IgnoreLineError("a quote is not closed")
  }

  /// Nil for a line without words.
  func rule(place: String) throws(IgnoreLineError) -> IgnoreRule? {
    guard let first = words.first else { return nil }
    let attributes = try attributes()
    return IgnoreRule(
      subject: try IgnoreFields.subject(first, hasDetector: attributes.detector != nil),
      detector: attributes.detector, reason: attributes.reason, expires: attributes.expires,
      source: .ignoreFile, place: place)
  }

  private static func subject(_ word: Word, hasDetector: Bool) throws(IgnoreLineError) -> IgnoreRule.Subject {
    let text = word.text
    if let (name, _) = word.attribute, Attributes.names.contains(name) {
      throw IgnoreLineError("a fingerprint or a path must come first")
    }
    if word.bareLength == nil {
      if let fingerprint = Fingerprint(text) { return .fingerprint(fingerprint) }
      if text.utf8.count >= 24, text.allSatisfy(\.isHexDigit) {
        throw IgnoreLineError("a fingerprint is 32 lower-case hexadecimal digits")
      }
      if text.hasPrefix("!") { throw IgnoreLineError("there are no negated patterns") }
    }
    guard !text.isEmpty else { throw IgnoreLineError("the pattern is empty") }
    guard hasDetector || !IgnoreRule.hidesEverything(text) else {
      throw IgnoreLineError("the pattern matches every file: add detector=ID, or disable the detectors")
    }
    return .path(PathGlob(text))
  }

  private struct Attributes {
    static let names = ["detector", "reason", "until"]
    var detector: String?
    var reason: String?
    var expires: Timestamp?
  }

  private func attributes() throws(IgnoreLineError) -> Attributes {
    var result = Attributes()
    var seen: Set<String> = []
    for word in words.dropFirst() {
      guard let (name, value) = word.attribute, Attributes.names.contains(name) else {
        throw IgnoreLineError("only detector=, reason= and until= may follow (quote a path that has spaces)")
      }
      guard seen.insert(name).inserted else { throw IgnoreLineError("\(name)= stands twice") }
      guard !value.isEmpty else { throw IgnoreLineError("\(name)= has no value") }
      switch name {
      case "detector":
        guard value.utf8.allSatisfy(isDetectorIDByte) else {
          throw IgnoreLineError("detector= is no detector's id")
        }
        result.detector = value
      case "reason": result.reason = value
      default:
        guard let expires = IgnoreRule.expiry(until: value) else {
          throw IgnoreLineError("until= is no date such as 2027-12-31")
        }
        result.expires = expires
      }
    }
    return result
  }
}

extension IgnoreFields.Word {
  /// Name and value of `name=value`; nil when the equals sign is missing or in quotes.
  var attribute: (name: String, value: String)? {
    let scalars = text.unicodeScalars
    guard let sign = scalars.firstIndex(of: "=") else { return nil }
    let position = scalars.distance(from: scalars.startIndex, to: sign)
    guard position < bareLength ?? Int.max else { return nil }
    return (String(scalars[..<sign]), String(scalars[scalars.index(after: sign)...]))
  }
}

private func isDetectorIDByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
}
