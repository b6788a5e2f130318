import Forges
import Foundation

/// A process of its own that mirrors one address, for tests of two at once and of one that is killed.
///
/// usage: MirrorDriver FOLDER ADDRESS SECONDS
///
/// Waits at most SECONDS for the mirror's lock, prints what was done and the path, and holds the mirror until its standard
/// input ends.
@main struct MirrorDriver {
  static func main() async {
    let arguments = CommandLine.arguments
    do {
      let cache = try MirrorCache(folder: arguments[1], limit: 1 << 30)
      let address = try RepositoryAddress(arguments[2])
      let patience = LockPatience.upTo(Double(arguments[3]) ?? 0)
      let mirror = try await cache.mirror(of: address, patience: patience)
      print("\(mirror.change.rawValue) \(mirror.path)")
      fflush(nil)
      while readLine() != nil {}
      mirror.release()
    } catch let error as MirrorError {
      print("error \(error.code.rawValue)")
    } catch {
      print("error \(error)")
    }
  }
}
