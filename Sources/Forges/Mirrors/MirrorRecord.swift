/// What the cache knows of a mirror without looking into it: one line in its lock file.
struct MirrorRecord: Sendable, Hashable {
  /// On the disk.
  var bytes: Int
  /// For people; without any credential.
  var address: String

  init(bytes: Int, address: String) {
    self.bytes = bytes
    self.address = address
  }

  init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let bytes = Int(parts[0]), bytes >= 0, parts[1].hasSuffix("\n") else {
      return nil
    }
    self.bytes = bytes
    address = String(parts[1].dropLast())
  }

  var text: String { "\(bytes) \(address)\n" }
}
