/// One of several parts of a repository's objects that cost about the same to search: `2/8`.
package struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// 1-based.
  package let index: Int
  package let count: Int

  package static let countLimit = 4096

  /// Nil unless the index is one of the shards.
  package init?(index: Int, count: Int) {
    guard (1...Shard.countLimit).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `I/N`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, count: count)
  }

  package var description: String { "\(index)/\(count)" }
}
