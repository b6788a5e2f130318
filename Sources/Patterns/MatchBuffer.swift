internal import CPCRE2

/// Where one thread's matches land. Reused from match to match; allocates nothing while matching.
package final class MatchBuffer {
  private static let groupCapacity: UInt32 = 32
  /// Bounds the backtracking of one match: some 10 ms at worst.
  package static let matchLimit: UInt32 = 500_000

  private let data: OpaquePointer
  private let context: OpaquePointer
  private var offsets: UnsafeMutablePointer<Int>

  package init(matchLimit: UInt32 = MatchBuffer.matchLimit) {
    guard let data = pcre2_match_data_create_8(MatchBuffer.groupCapacity, nil),
      let context = pcre2_match_context_create_8(nil)
    else { preconditionFailure("out of memory") }
    self.data = data
    self.context = context
    offsets = pcre2_get_ovector_pointer_8(data)
    pcre2_set_match_limit_8(context, matchLimit)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
  }

  /// "No match" and "gave up" are different answers.
  package enum Outcome: Sendable { case match, noMatch, gaveUp }

  /// Searches `text` for the first match at or behind `start`.
  package func search(_ pattern: Pattern, in text: UnsafeRawBufferPointer, from start: Int = 0) -> Outcome {
    let subject = text.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let status =
      pattern.isJIT
      ? pcre2_jit_match_8(pattern.code, subject, text.count, start, 0, data, context)
      : pcre2_match_8(pattern.code, subject, text.count, start, 0, data, context)
    if status > 0 { return .match }
    return status == PCRE2_ERROR_NOMATCH ? .noMatch : .gaveUp
  }

  /// Byte range of a group of the last match; group 0 is the whole match. Nil where it took no part.
  package func range(of group: Int) -> Range<Int>? {
    let start = offsets[2 * group]
    let end = offsets[2 * group + 1]
    // PCRE2_UNSET is the largest size_t; a \K can put the start behind the end.
    guard start >= 0, end >= start, group < Int(MatchBuffer.groupCapacity) else { return nil }
    return start..<end
  }
}
