/// Why a ledger could not be used.
package struct LedgerError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable { case unopened, busy, full, damaged, failed }

  package let code: Code
  package let message: String
  package let path: String

  package var description: String { "ledger '\(path)': \(message)" }

  init(_ code: Code, _ message: String, path: String) {
    self.code = code
    self.message = message
    self.path = path
  }
}
