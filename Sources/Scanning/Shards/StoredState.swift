internal import Crypto
internal import Findings
internal import Git

/// Digests that tell one state of a repository from another, also from one that is packed in another way: shards are
/// ranges of packs.
enum StoredState {
  static func source(
    _ repository: Repository, _ store: ObjectStore, remote: String?
  ) -> ShardDocument.Source {
    ShardDocument.Source(remote: remote, refs: refs(of: repository), objects: objects(of: store))
  }

  /// HEAD and everything below `refs/`, with what it points at.
  private static func refs(of repository: Repository) -> String {
    let references = repository.references().references
    let lines = references.filter { $0.name == "HEAD" || $0.name.hasPrefix("refs/") }
      .map { "\($0.target) \($0.name)\n" }
    return digest(Set(lines).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  /// In the order in which they are numbered.
  private static func objects(of store: ObjectStore) -> String {
    let packs = store.packs.map { "pack \($0.checksum.map(\.description) ?? "") \($0.count)\n" }
    return digest(packs + store.looseIDs.map { "\($0)\n" })
  }

  /// Hexadecimal SHA-256 of all of them.
  static func digest(_ lines: [String]) -> String {
    var hash = SHA256()
    for line in lines { hash.update(data: Array(line.utf8)) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
