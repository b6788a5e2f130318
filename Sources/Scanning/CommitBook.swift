internal import Detectors
internal import Findings
internal import Git

/// Names, dates and subjects of the commits that a report speaks of, each read once.
final class CommitBook {
  private let reader: ObjectReader
  private let store: ObjectStore
  private let mask: ValueMask
  private var known: [Int: CommitSummary] = [:]

  /// Longest text of a name, an address or a subject that a report shows.
  private static let limit = 200

  /// `mask` cuts secrets out of texts before they are shortened: a part of one would be left of it.
  init(_ store: ObjectStore, mask: ValueMask) {
    reader = ObjectReader(store)
    self.mask = mask
    self.store = store
  }

  /// The commit with that object number. One that has become unreadable has no more than its id.
  func summary(of number: Int) -> CommitSummary {
    if let summary = known[number] { return summary }
    let summary = read(store.id(of: number))
    known[number] = summary
    return summary
  }

  /// The same of a store that numbers nothing.
  func summary(of id: ObjectID) -> CommitSummary { read(id) }

  private func read(_ id: ObjectID) -> CommitSummary {
    let nobody = Signature(name: "", email: "", date: Timestamp(seconds: 0))
    var summary = CommitSummary(id: id.description, author: nobody, committer: nobody, subject: "")
    do throws(GitError) {
      try reader.read(id, maxSize: 64 << 20) { _, content in
        guard let commit = ParsedCommit(content) else { return }
        let message = content[commit.message].drop { $0 == 0x0A }
        summary = CommitSummary(
          id: id.description, author: signature(commit.author), committer: signature(commit.committer),
          subject: shown(message.prefix { $0 != 0x0A }))
      }
    } catch {
      // It was read once already; the id is all that is left to tell.
      return summary
    }
    return summary
  }

  private func shown(_ text: some Collection<UInt8>) -> String {
    String(mask.masked(Printable.text(text.prefix(1 << 20))).prefix(CommitBook.limit))
  }

  private func signature(_ parsed: ParsedSignature) -> Signature {
    // Beyond the year 9999 a date is no date: git itself prints such claims as 1970.
    let seconds = abs(parsed.seconds) < 253_402_300_800 ? parsed.seconds : 0
    return Signature(
      name: shown(parsed.name), email: shown(parsed.email),
      date: Timestamp(seconds: seconds, zoneMinutes: parsed.zoneMinutes))
  }

  /// A blob's content, for the few questions that need it again; nil when it cannot be read.
  func content<Result>(of number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    do throws(GitError) {
      return try reader.read(store.id(of: number), maxSize: 64 << 20) { _, content in body(content) }
    } catch {
      return nil
    }
  }

  /// True when an object's content is what its id names. Packs are read without hashing; what a report names is
  /// hashed before it is told.
  func isGenuine(_ id: ObjectID) -> Bool {
    do throws(GitError) {
      return try reader.read(id, maxSize: 256 << 20) { kind, content in ObjectReader.verify(id, kind, content)
      }
    } catch {
      // It was read before, and is damaged by now.
      return false
    }
  }

  /// Number of the blob at a path of a commit's tree, whether it has hits or not.
  func blob(at path: [[UInt8]], inTree tree: ObjectID) -> Int? {
    blobID(at: path, inTree: tree).flatMap { store.number(of: $0) }
  }

  func blobID(at path: [[UInt8]], inTree tree: ObjectID) -> ObjectID? {
    var current = tree
    for (depth, name) in path.enumerated() {
      var next: ObjectID?
      do throws(GitError) {
        next = try reader.read(current, maxSize: 64 << 20) { _, content in
          TreeEntries.id(named: name, in: content)
        }
      } catch {
        return nil
      }
      guard let next else { return nil }
      if depth == path.count - 1 { return next }
      current = next
    }
    return nil
  }
}

/// Looks up a name in a tree object.
enum TreeEntries {
  static func id(named name: [UInt8], in content: UnsafeRawBufferPointer) -> ObjectID? {
    var position = 0
    while position < content.count {
      guard let space = content[position...].firstIndex(of: 0x20),
        let zero = content[space...].firstIndex(of: 0), zero + 20 < content.count,
        let base = content.baseAddress
      else { return nil }
      if content[(space + 1)..<zero].elementsEqual(name) { return ObjectID(base + zero + 1) }
      position = zero + 21
    }
    return nil
  }
}
