import Foundation
import Git
import TestRepositories
import Testing

/// What the pack reader gives against what git gives, object by object.
struct PackReaderTests {
  enum Layout: String, CaseIterable {
    case chained, reusedNothing, firstIndexVersion, referencedBases, severalPacks, loose, alternates,
      bitmapped

    func make() throws -> TemporaryRepository {
      let repository = try TemporaryRepository()
      try repository.git("config", "gc.auto", "0")
      try repository.git("fast-import", "--quiet", input: VersionedFiles(seed: 7, commits: 60).stream)
      if self == .loose {
        let pack = try repository.storedFiles(endingWith: ".pack").map {
          try [UInt8](Data(contentsOf: URL(fileURLWithPath: $0)))
        }
        for suffix in [".pack", ".idx"] {
          for path in repository.storedFiles(endingWith: suffix) {
            try FileManager.default.removeItem(atPath: path)
          }
        }
        for bytes in pack { try repository.git("unpack-objects", "-q", input: bytes) }
        return repository
      }
      switch self {
      case .chained, .alternates: try repository.repack()
      case .reusedNothing:
        try repository.repack("-c", "pack.compression=9")
        try repository.git("repack", "-q", "-a", "-d", "-F", "--depth=200", "--window=20")
      case .firstIndexVersion: try repository.repack("-c", "pack.indexVersion=1")
      case .referencedBases: try repository.repack("-c", "repack.useDeltaBaseOffset=false")
      case .severalPacks:
        try repository.git(
          "fast-import", "--quiet", "--force", input: VersionedFiles(seed: 8, commits: 30).stream)
      case .bitmapped: try repository.git("repack", "-q", "-a", "-d", "-b")
      case .loose: break
      }
      return repository
    }
  }

  @Test(arguments: Layout.allCases)
  func `every object has the bytes that git and libgit2 give it`(layout: Layout) throws {
    let made = try layout.make()
    let repository = layout == .alternates ? try TemporaryRepository(cloning: made.path, "--shared") : made
    if layout == .alternates { try repository.commit("own.txt", "its own") }
    let git = try Repository(path: repository.path)
    let store = ObjectStore(objectsPath: git.objectsFolder)
    #expect(store.problems.isEmpty)
    let reader = ObjectReader(store)
    let expected = try ObjectListing(repository)
    let collector = Collector()
    for (index, pack) in store.packs.enumerated() {
      collector.start = store.packStarts[index]
      let layout = PackLayout(pack)
      #expect(layout.orphans.isEmpty)
      PackWalk(pack: pack, layout: layout, kinds: [.blob, .tree, .commit, .tag], maxSize: 1 << 30).run(
        collector)
    }
    #expect(collector.failures == 0)
    #expect(collector.wrongDeltas == 0)
    for number in store.looseStart..<store.count {
      try reader.read(store.id(of: number), maxSize: 1 << 30) { collector.take(number, $0, $1) }
    }
    #expect(Set(collector.objects.keys.map { store.id(of: $0) }) == Set(expected.objects.keys))
    for (number, object) in collector.objects {
      let id = store.id(of: number)
      #expect(expected.objects[id] == object, "\(id)")
      try reader.read(id, maxSize: 1 << 30) { kind, content in
        #expect(kind == object.kind && content.elementsEqual(object.content), "\(id)")
        #expect(ObjectReader.verify(id, kind, content))
      }
      #expect(store.number(of: id).map { store.id(of: $0) } == id)
    }
    if layout == .chained { #expect(collector.deltas > 60) }
    if layout == .severalPacks { #expect(store.packs.count > 1) }
    if layout == .loose { #expect(store.packs.isEmpty && store.looseIDs.count > 100) }
  }

  @Test func `objects over the limit are reported with all that is made of them`() throws {
    let repository = try Layout.chained.make()
    let store = ObjectStore(objectsPath: try Repository(path: repository.path).objectsFolder)
    let pack = try #require(store.packs.first)
    let collector = Collector()
    PackWalk(pack: pack, layout: PackLayout(pack), kinds: [.blob, .tree, .commit, .tag], maxSize: 600).run(
      collector)
    #expect(collector.failures > 0)
    #expect(collector.failures + collector.objects.count == pack.count)
    #expect(collector.objects.values.allSatisfy { $0.content.count <= 600 })
  }

  @Test func `a damaged pack gives failures and never wrong bytes`() throws {
    let repository = try Layout.chained.make()
    let expected = try ObjectListing(repository)
    let path = try #require(repository.storedFiles(endingWith: ".pack").first)
    let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    try FileManager.default.removeItem(atPath: path)
    for step in 0..<40 {
      var damaged = whole
      let place = 12 + (whole.count - 40) * step / 40
      damaged[place] ^= UInt8(1 << (step % 8))
      if step % 5 == 4 {
        damaged.replaceSubrange(
          place..<min(place + 300, damaged.count - 20),
          with: [UInt8](repeating: 0xFF, count: min(300, damaged.count - 20 - place)))
      }
      try UnsyncedFile.write(damaged, to: path)
      let store = ObjectStore(objectsPath: try Repository(path: repository.path).objectsFolder)
      let pack = try #require(store.packs.first)
      let layout = PackLayout(pack)
      let collector = Collector()
      PackWalk(pack: pack, layout: layout, kinds: [.blob, .tree, .commit, .tag], maxSize: 1 << 24).run(
        collector)
      #expect(collector.failures + collector.objects.count + layout.orphans.count == pack.count)
      // A flipped bit in a base's id or offset leads to another base of the same size at best; what then comes
      // out does not have the id's hash, and whoever reports it checks that.
      let wrong = collector.objects.filter { number, object in
        expected.objects[store.id(of: number)] != object
      }
      for (number, object) in wrong {
        let isForged = object.content.withUnsafeBytes {
          !ObjectReader.verify(store.id(of: number), object.kind, $0)
        }
        #expect(isForged)
      }
    }
  }

  @Test func `a cut pack, a pack without index and an index without pack are problems`() throws {
    let repository = try Layout.severalPacks.make()
    let packs = repository.storedFiles(endingWith: ".pack")
    let folder = try Repository(path: repository.path).objectsFolder
    let bytes = try Data(contentsOf: URL(fileURLWithPath: packs[0]))
    try FileManager.default.removeItem(atPath: packs[0])
    #expect(ObjectStore(objectsPath: folder).problems.map(\.code) == [.corruptPack])
    try bytes.prefix(20).write(to: URL(fileURLWithPath: packs[0]))
    #expect(ObjectStore(objectsPath: folder).problems.map(\.code) == [.corruptPack])
    try bytes.write(to: URL(fileURLWithPath: packs[0]))
    #expect(ObjectStore(objectsPath: folder).problems.isEmpty)
    try FileManager.default.removeItem(atPath: packs[1].dropLast(5) + ".idx")
    let store = ObjectStore(objectsPath: folder)
    #expect(store.problems.map(\.code) == [.corruptPack])
    #expect(store.packs.count == packs.count - 1)
  }
}
