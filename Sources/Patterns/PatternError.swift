/// A pattern that PCRE2 refuses.
package struct PatternError: Error, CustomStringConvertible, Sendable {
  package let message: String
  /// Byte offset into the pattern.
  package let offset: Int

  package var description: String { "\(message) at offset \(offset)" }
}
