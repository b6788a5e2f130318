/// Texts one of which stands in every match of an expression: what a detector is searched by.
struct RequiredLiterals: Hashable {
  /// In any case: all of them, or none.
  var texts: [String]
  var ignoresCase: Bool

  /// Shorter ones would stand everywhere; the detector format refuses them.
  static let least = 3
  private static let most = 32

  /// Nil where the expression demands no text of that length.
  init?(of node: ForeignNode) {
    var search = Search()
    search.read(node)
    search.flush()
    guard let best = search.best else { return nil }
    self = best
  }

  /// Nil where one of the keywords is too short or not of printable ASCII: the others are not enough then.
  init?(keywords: [String]) {
    guard keywords.allSatisfy({ $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } }), !keywords.isEmpty else {
      return nil
    }
    self.init(keywords.map { Piece(text: $0, folds: true) })
  }

  /// True when each of the texts holds one of the words.
  func holds(oneOf words: [String]) -> Bool {
    texts.allSatisfy { text in words.contains { text.lowercased().contains($0.lowercased()) } }
  }

  private init?(_ pieces: [Piece]) {
    let ignoresCase = pieces.contains(where: \.folds)
    let all = Set(pieces.map { ignoresCase ? $0.text.lowercased() : $0.text })
    // What holds another one is found with it.
    let texts = all.filter { text in !all.contains { $0 != text && !$0.isEmpty && text.contains($0) } }
    let shortest = all.map { RequiredLiterals.length(of: $0, ignoresCase) }.min() ?? 0
    guard shortest >= RequiredLiterals.least, texts.count <= RequiredLiterals.most else { return nil }
    self.texts = texts.sorted()
    self.ignoresCase = ignoresCase
  }

  /// A joint of a keyword may be missing.
  private static func length(of text: String, _ ignoresCase: Bool) -> Int {
    ignoresCase ? text.utf8.count { $0 != UInt8(ascii: "_") } : text.utf8.count
  }

  /// Longer is rarer, up to a length that is rare enough, and fewer are better: twice as many must be longer by one.
  private var rank: Int {
    min(8, texts.map(\.utf8.count).min() ?? 0) - (Int.bitWidth - (texts.count - 1).leadingZeroBitCount)
  }

  /// A text that a part of the expression can be, in full.
  private struct Piece: Hashable {
    var text = ""
    var folds = false
  }

  /// Goes through the expression in order and keeps what stands beside each other.
  private struct Search {
    private var run: [Piece] = [Piece()]
    /// What repeats is no longer; nested repetitions would make it grow without bound.
    private static let longest = 64
    var best: RequiredLiterals?

    mutating func flush() {
      offer(RequiredLiterals(run))
      run = [Piece()]
    }

    private mutating func offer(_ candidate: RequiredLiterals?) {
      guard let candidate else { return }
      if best.map({ candidate.rank > $0.rank }) ?? true { best = candidate }
    }

    mutating func read(_ node: ForeignNode) {
      switch node {
      case .sequence(let parts): for part in parts { read(part) }
      case .group(let inner, _, _): read(inner)
      default: readPart(node)
      }
    }

    private mutating func readPart(_ node: ForeignNode) {
      if let pieces = Search.pieces(of: node) {
        append(pieces)
        return
      }
      switch node {
      case .loop(let inner, let least, _, _):
        flush()
        if least > 0 { read(inner) }
        flush()
      case .alternatives(let parts):
        flush()
        offer(Search.common(parts))
      case .anchor, .look: break
      case .text, .set, .sequence, .group: flush()
      }
    }

    private mutating func append(_ pieces: [Piece]) {
      if pieces.count > 1 { offer(RequiredLiterals(run)) }
      guard run.count * pieces.count <= RequiredLiterals.most else {
        flush()
        run = pieces
        return
      }
      run = run.flatMap { left in
        pieces.map { Piece(text: left.text + $0.text, folds: left.folds || $0.folds) }
      }
    }

    /// One text out of every branch.
    private static func common(_ parts: [ForeignNode]) -> RequiredLiterals? {
      var pieces: [Piece] = []
      for part in parts {
        guard let required = RequiredLiterals(of: part) else { return nil }
        pieces += required.texts.map { Piece(text: $0, folds: required.ignoresCase) }
      }
      return RequiredLiterals(pieces)
    }

    /// All texts that the node can be; nil where they are many, unknown or not of printable ASCII.
    private static func pieces(of node: ForeignNode) -> [Piece]? {
      switch node {
      case .text(let bytes, let folds):
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        return [Piece(text: String(decoding: bytes, as: UTF8.self), folds: folds)]
      case .set(let set): return pieces(of: set)
      case .group(let inner, _, _): return pieces(of: inner)
      case .anchor, .look: return [Piece()]
      case .sequence(let parts):
        var result = [Piece()]
        for part in parts {
          guard let pieces = pieces(of: part), result.count * pieces.count <= RequiredLiterals.most else {
            return nil
          }
          result = result.flatMap { left in
            pieces.map { Piece(text: left.text + $0.text, folds: left.folds || $0.folds) }
          }
        }
        return result
      case .alternatives(let parts):
        let all = parts.map(pieces)
        guard !all.contains(where: { $0 == nil }) else { return nil }
        let result = all.compactMap(\.self).flatMap(\.self)
        return result.count <= RequiredLiterals.most ? result : nil
      case .loop(let inner, let least, let most, _):
        guard let most, most <= 8, most - least <= 1, let once = pieces(of: inner),
          once.count == 1 || most <= 1,
          once.allSatisfy({ $0.text.utf8.count <= longest })
        else { return nil }
        return (least...most).flatMap { count in
          count == 0
            ? [Piece()] : once.map { Piece(text: String(repeating: $0.text, count: count), folds: $0.folds) }
        }
      }
    }

    private static func pieces(of set: ByteSet) -> [Piece]? {
      guard set.count <= 8 else { return nil }
      let bytes = set.bytes
      guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
      let isOneLetter = bytes.count == 2 && bytes[0].isASCIILetter && bytes[0] ^ 0x20 == bytes[1]
      if isOneLetter { return [Piece(text: String(Unicode.Scalar(bytes[1])), folds: true)] }
      return bytes.map { Piece(text: String(Unicode.Scalar($0))) }
    }
  }
}
