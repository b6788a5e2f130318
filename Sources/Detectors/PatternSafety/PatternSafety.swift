internal import Patterns

/// Refuses patterns that some text makes slow: detector files come from anywhere, and the texts from strangers.
///
/// Two checks. The first reads the expression: a loop without bound around something that takes runs of one byte
/// in several ways is exponential. The second runs it on texts made from it, long runs with a wrong end, under a
/// fifth of the limit that a scan grants.
enum PatternSafety {
  /// Loops up to this often are left to the second check.
  private static let boundless = 24
  /// Backtracking points that one start may cost.
  private static let matchLimit: UInt32 = 100_000
  /// Texts tried for one pattern.
  private static let textLimit = 48

  /// What is wrong with the pattern; nil when nothing is. `width` is how much text a search sees, in bytes.
  static func complaint(about source: String, compiled: Pattern, width: Int) -> String? {
    let tree = RegexParser.parse(source)
    return nestedLoop(in: tree) ?? slowText(for: tree, compiled, width: width)
  }

  private static func nestedLoop(in tree: RegexNode) -> String? {
    var complaint: String?
    tree.forEachLoop { loop in
      guard complaint == nil, !loop.isAtomic, loop.most ?? .max >= boundless else { return }
      if case .set = loop.body { return }
      for byte in UInt8.min...UInt8.max {
        guard let runs = RepeatRuns.of(byte, in: loop.body), runs.most != 0 else { continue }
        guard runs.isAmbiguous || runs.isVariable else { continue }
        let why = runs.isVariable ? "quantifiers are nested" : "alternatives overlap"
        complaint =
          "\(why): a run of \(quoted(byte)) can be split in exponentially many ways; bound the outer quantifier, "
          + "or let the parts begin with different characters"
        return
      }
    }
    return complaint
  }

  private static func slowText(for tree: RegexNode, _ pattern: Pattern, width: Int) -> String? {
    let buffer = MatchBuffer(matchLimit: matchLimit)
    for text in texts(for: tree, width: width) {
      let outcome = text.bytes.withUnsafeBytes { buffer.search(pattern, in: $0) }
      if outcome == .gaveUp {
        return
          "backtracks too much: gives up on \(text.bytes.count) bytes with a long run of \(quoted(text.byte))"
      }
    }
    return nil
  }

  private struct HostileText {
    let bytes: [UInt8]
    let byte: UInt8
  }

  /// For every loop a text that leads to it, then a run of what it takes, then what it does not take, then what
  /// the expression must hold behind it: the library gives up at once where such a byte is missing.
  private static func texts(for tree: RegexNode, width: Int) -> [HostileText] {
    var texts: [HostileText] = []
    tree.forEachLoop { loop in
      guard loop.most ?? .max > 8 else { return }
      let head = loop.head.flatMap(\.sample)
      let tail = loop.tail.flatMap(\.sample)
      let unit = loop.body.sample
      guard let byte = unit.last, texts.count < textLimit else { return }
      for unit in unit.count > 1 ? [unit, [byte]] : [unit] {
        let count = max(1, (width - head.count - tail.count - 1) / unit.count)
        let run = Array(repeatElement(unit, count: count).joined())
        texts.append(HostileText(bytes: head + run + [loop.body.stopper] + tail, byte: byte))
      }
    }
    return texts
  }

  private static func quoted(_ byte: UInt8) -> String {
    (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
  }
}

extension RegexNode {
  /// A byte that the node does not begin with, as far as it can be told.
  fileprivate var stopper: UInt8 {
    let candidates: [UInt8] = [0x01, 0x0A, 0x20, 0x21, 0x2D, 0x61]
    guard case .set(let set) = self else { return candidates[0] }
    return candidates.first { !set.contains($0) } ?? candidates[0]
  }
}
