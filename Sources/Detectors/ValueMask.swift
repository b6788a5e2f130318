internal import Patterns

/// Finds known secrets in short texts that a report shows (subjects, paths, names, keys) and cuts them out: a
/// commit message may repeat the key that the commit holds.
package struct ValueMask: Sendable {
  private let literals: LiteralSet

  /// Values under eight bytes are left out: words would be cut out of prose. Of a value of many lines each line
  /// is cut out as well, but for the markers of a key block.
  package init(_ values: some Sequence<[UInt8]>) {
    let all = Array(values)
    let lines = all.filter { $0.contains(0x0A) }.flatMap { $0.split(separator: 0x0A) }
      .filter { $0.count >= 16 && $0.first != UInt8(ascii: "-") }.map { Array($0) }
    let distinct = Set((all + lines).filter { $0.count >= 8 })
    literals = LiteralSet(
      distinct.sorted { $0.lexicographicallyPrecedes($1) }.map { LiteralSet.Literal($0, ignoresCase: false) })
  }

  /// The text with `[redacted]` for every secret in it.
  package func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard bytes.count >= 8 else { return text }
    var spans: [Range<Int>] = []
    bytes.withUnsafeBytes { buffer in
      literals.forEachOccurrence(in: buffer, range: 0..<buffer.count) { literal, start in
        spans.append(start..<start + literals.list.length(of: literal))
      }
    }
    guard !spans.isEmpty else { return text }
    for span in ValueMask.joined(spans).reversed() {
      bytes.replaceSubrange(span, with: Array("[redacted]".utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func joined(_ spans: [Range<Int>]) -> [Range<Int>] {
    spans.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }.reduce(into: []) {
      result, span in
      if let last = result.last, span.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        result.append(span)
      }
    }
  }
}
