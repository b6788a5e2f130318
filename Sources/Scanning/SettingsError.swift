/// Why a file that steers a scan cannot be used.
package struct SettingsError: Error, Hashable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case unreadable = "settings-unreadable"
    case syntax = "settings-syntax"
    case unknownKey = "settings-unknown-key"
    case badValue = "settings-bad-value"
    case baseline = "baseline-invalid"
  }
  package let code: Code
  package let message: String
  /// `.leakage.toml:14`, or the file alone.
  package let place: String
  package let help: String?

  package init(_ code: Code, _ message: String, place: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.place = place
    self.help = help
  }

  package var description: String { "\(place): \(message)" }
}
