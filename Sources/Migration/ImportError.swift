/// Why a file cannot be read at all.
package struct ImportError: Error, Hashable, CustomStringConvertible {
  package let place: String
  package let reason: String
  package let help: String?

  package init(_ place: String, _ reason: String, help: String? = nil) {
    self.place = place
    self.reason = reason
    self.help = help
  }

  package var description: String { "\(place): \(reason)" }
}
