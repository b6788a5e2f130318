internal import Findings
internal import Foundation
internal import Probing

/// An inventory that the command line names.
struct InventoryFile {
  /// What observations call it: the file's path is nobody's business later.
  static let endpoint = "inventory"
  private static let limit = 256 << 20

  let path: String

  init(_ path: String) { self.path = path }

  func read(now: Timestamp) throws(CommandFailure) -> Inventory {
    let bytes: [UInt8]
    do {
      bytes = Array(
        try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe).prefix(Self.limit))
    } catch {
      throw CommandFailure("cannot read inventory '\(path)'")
    }
    do {
      return try Inventory(bytes, now: now)
    } catch {
      throw CommandFailure("\(path): \(error)", help: "docs/probing.md lists the forms that are read")
    }
  }
}
