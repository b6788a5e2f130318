/// What the search of some shards of one repository gave, without any secret: which objects hold something. With all
/// shards in it, it stands for the search. `docs/shards.md` describes its JSON form.
package struct ShardDocument: Codable, Sendable, Hashable {
  package static let schemaVersion = 1
  package static let typeName = "leakage-shard"

  /// What shards must have in common to be parts of one search.
  package struct Search: Codable, Sendable, Hashable {
    package let tool: Report.Tool
    /// Larger blobs were not searched.
    package let maxSize: Int
    package let repository: Source
    /// How many shards there are.
    package let count: Int

    package init(tool: Report.Tool, maxSize: Int, repository: Source, count: Int) {
      self.tool = tool
      self.maxSize = maxSize
      self.repository = repository
      self.count = count
    }
  }

  /// A state of a repository as it is stored.
  package struct Source: Codable, Sendable, Hashable {
    /// Address without credentials; nil where there is none.
    package let remote: String?
    /// SHA-256 over the refs and what they point at.
    package let refs: String
    /// SHA-256 over the checksums of the packs and the ids of the loose objects: the objects, and how they are stored.
    package let objects: String

    package init(remote: String?, refs: String, objects: String) {
      self.remote = remote
      self.refs = refs
      self.objects = objects
    }

    /// For messages.
    package var name: String { remote ?? "the repository of refs \(refs.prefix(12))" }
  }

  package let search: Search
  /// One for each shard that was searched, ascending.
  package private(set) var parts: [ShardPart]

  package init(search: Search, parts: [ShardPart]) {
    self.search = search
    self.parts = parts
  }

  private enum CodingKeys: String, CodingKey {
    case type, schemaVersion, search, parts
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func check(_ isTrue: Bool, _ key: CodingKeys, _ words: String) throws {
      guard isTrue else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: words)
      }
    }
    try check(
      try container.decode(String.self, forKey: .type) == ShardDocument.typeName, .type, "no shard")
    try check(
      try container.decode(Int.self, forKey: .schemaVersion) == ShardDocument.schemaVersion, .schemaVersion,
      "unknown version")
    let search = try container.decode(Search.self, forKey: .search)
    let parts = try container.decode([ShardPart].self, forKey: .parts)
    let indexes = parts.map(\.index)
    try check((1...Shard.countLimit).contains(search.count), .search, "no number of shards")
    try check(
      indexes.allSatisfy { (1...search.count).contains($0) } && indexes == Set(indexes).sorted(), .parts,
      "no ascending list of shards")
    try check(parts.allSatisfy(\.namesObjects), .parts, "no object ids")
    self.init(search: search, parts: parts)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ShardDocument.typeName, forKey: .type)
    try container.encode(ShardDocument.schemaVersion, forKey: .schemaVersion)
    try container.encode(search, forKey: .search)
    try container.encode(parts, forKey: .parts)
  }
}

extension ShardDocument {
  /// Numbers of the shards that are not in it.
  package var missing: [Int] {
    let present = Set(parts.map(\.index))
    return (1...search.count).filter { !present.contains($0) }
  }

  /// Nothing is missing, and all of it could be read.
  package var isComplete: Bool { missing.isEmpty && parts.allSatisfy(\.isComplete) }

  /// `3, 7 and 9 of 16`
  package var missingWords: String {
    let numbers = missing.prefix(20).map(String.init) + (missing.count > 20 ? ["…"] : [])
    let list = numbers.count > 1 ? numbers.dropLast().joined(separator: ", ") + " and " : ""
    return list + (numbers.last ?? "none") + " of \(search.count)"
  }

  /// Takes in the shards of the same search. Where both have one, the better answer stands, whichever comes first.
  package mutating func join(_ other: ShardDocument) {
    var all = Dictionary(parts.map { ($0.index, $0) }) { first, _ in first }
    for part in other.parts { all[part.index] = all[part.index].map { ShardPart.first($0, part) } ?? part }
    parts = all.values.sorted { $0.index < $1.index }
  }

  /// Counts of all parts.
  package var statistics: Statistics {
    parts.reduce(into: Statistics()) { sum, part in
      sum.objects += part.statistics.objects
      sum.blobs += part.statistics.blobs
      sum.blobBytes += part.statistics.blobBytes
      sum.matchedBytes += part.statistics.matchedBytes
      sum.skipped += part.statistics.skipped
    }
  }
}
