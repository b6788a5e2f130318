/// Why a file could not be checked. Its words never quote the file.
package struct UnreadableDocument: Error, Hashable, Sendable {
  package enum Reason: Sendable, Hashable {
    /// It is not what its name says; common for templates.
    case syntax
    /// Reading it would take more than a configuration file ever needs: it may be made to harm.
    case limit
  }

  package let reason: Reason
  /// `is no YAML`, `is nested too deeply`, …: completes `deploy.yml: …`.
  package let message: String
  /// From 1; nil where it is about the whole file.
  package let line: Int?

  package init(_ reason: Reason, _ message: String, line: Int? = nil) {
    self.reason = reason
    self.message = message
    self.line = line
  }

  static let notText = UnreadableDocument(.syntax, "is not UTF-8 text")
}

/// What reading a document may cost.
enum DocumentLimits {
  /// Bytes of a file that is parsed.
  static let size = 2 << 20
  static let depth = 100
  /// Parts of a document, with what its aliases repeat.
  static let parts = 200_000

  /// The text of a file that may be parsed.
  static func text(of bytes: [UInt8]) throws(UnreadableDocument) -> String {
    guard bytes.count <= size else {
      throw UnreadableDocument(.limit, "has \(bytes.count) bytes, and more than \(size) are not parsed")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
    return text
  }
}
