internal import CPCRE2

/// A compiled regular expression (PCRE2 10, byte mode, JIT where the machine has it). Immutable; one
/// `MatchBuffer` per thread takes the results.
package final class Pattern: @unchecked Sendable {
  // Immutable once compiled: pcre2_match and the JIT code only read it (pcre2api, "Multithreading").
  let code: OpaquePointer
  let isJIT: Bool
  /// Named groups in order of their number.
  package let groups: [(name: String, number: Int)]
  package let groupCount: Int

  package init(_ source: String) throws(PatternError) {
    var status: Int32 = 0
    var offset = 0
    var source = source
    let compiled = source.withUTF8 { bytes in
      // Patterns come from detector files and are trusted to compile, not to be fast: the match limit guards.
      pcre2_compile_8(
        bytes.baseAddress, bytes.count, PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C, &status, &offset, nil)
    }
    guard let compiled else { throw PatternError(message: Pattern.message(for: status), offset: offset) }
    code = compiled
    isJIT = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0
    groupCount = Pattern.info(compiled, PCRE2_INFO_CAPTURECOUNT)
    groups = Pattern.names(of: compiled)
  }

  deinit { pcre2_code_free_8(code) }

  /// Number of the group with that name.
  package func group(named name: String) -> Int? { groups.first { $0.name == name }?.number }

  private static func message(for status: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(status, &text, text.count)
    return String(decoding: text.prefix(max(0, Int(length))), as: UTF8.self)
  }

  private static func info(_ code: OpaquePointer, _ what: Int32) -> Int {
    var value: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(what), &value)
    return Int(value)
  }

  private static func names(of code: OpaquePointer) -> [(name: String, number: Int)] {
    let count = info(code, PCRE2_INFO_NAMECOUNT)
    let width = info(code, PCRE2_INFO_NAMEENTRYSIZE)
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }
    return (0..<count).map { index in
      let entry = table + index * width
      return (String(cString: entry + 2), Int(entry[0]) << 8 | Int(entry[1]))
    }.sorted { $0.1 < $1.1 }
  }
}
