internal import CPCRE2

/// A compiled pattern.
package final class Pattern: Sendable {
  package init(_ source: String) throws(PatternError) {
    var code: Int32 = 0
    var offset = 0
    let bytes = Array(source.utf8)
    guard let compiled = pcre2_compile_8(bytes, bytes.count, 0, &code, &offset, nil) else {
      var message = [UInt8](repeating: 0, count: 256)
      pcre2_get_error_message_8(code, &message, message.count)
      throw PatternError(description: String(decoding: message.prefix { $0 != 0 }, as: UTF8.self) + " at offset \(offset)")
    }
    pcre2_code_free_8(compiled)
  }
}

package struct PatternError: Error, CustomStringConvertible {
  package let description: String
}
