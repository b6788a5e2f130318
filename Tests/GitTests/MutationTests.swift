import Foundation
import Git
import TestRepositories
import Testing

/// Seeded damage to everything that the git reader parses: no crash, no endless loop, no bytes that are not there.
/// `LEAKAGE_FUZZ_SECONDS` makes each test run that long.
@Suite(.serialized) struct MutationTests {
  private let repository: TemporaryRepository
  private var objects: String { repository.path + "/objects" }

  init() throws { repository = try TemporaryRepository("--bare") }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try UnsyncedFile.write(bytes, to: repository.path + "/" + name)
  }

  /// Objects and deltas of them in any order, some of them impossible.
  private func randomPack(_ random: inout Mutator) -> PackBuilder {
    var pack = PackBuilder()
    var contents: [[UInt8]] = []
    for number in 0..<2 + random.below(12) {
      let id = [UInt8(random.below(256))] + [UInt8](repeating: UInt8(number), count: 19)
      if contents.isEmpty || random.below(3) == 0 {
        let content = random.bytes(random.below(200))
        contents.append(content)
        let kind = PackBuilder.Kind.allCases[random.below(4)]
        pack.add(kind, content, claiming: random.below(12) == 0 ? random.below(300) : nil, as: id)
        continue
      }
      let place = random.below(contents.count)
      let entry = pack.entries[min(random.below(pack.entries.count + 1), pack.entries.count - 1)]
      let delta = randomDelta(of: contents[place].count, &random)
      let isCircle = random.below(15) == 0
      let own = (pack.entries.last?.offset ?? 0) + 60
      let base: PackBuilder.Base =
        random.below(2) == 0
        ? .id(isCircle ? id : entry.id) : .distance(max(0, own - entry.offset - random.below(3) * 20))
      pack.addDelta(delta, on: base, claiming: random.below(15) == 0 ? 1 << random.below(55) : nil, as: id)
    }
    return pack
  }

  private func randomDelta(of size: Int, _ random: inout Mutator) -> [UInt8] {
    var commands: [UInt8] = []
    var target = 0
    for _ in 0..<1 + random.below(5) {
      if random.below(2) == 0, size > 0 {
        let source = random.below(size)
        let length = 1 + random.below(size - source)
        commands += PackBuilder.copy(source, length)
        target += length
      } else {
        let bytes = random.bytes(1 + random.below(20))
        commands += PackBuilder.insert(bytes)
        target += bytes.count
      }
    }
    return PackBuilder.sizes(base: size, target: target) + commands
  }

  /// Walks and reads what there is; both ways must agree wherever both give something.
  private func readEverything(_ round: Int) throws {
    let store = ObjectStore(objectsPath: objects)
    let collector = Collector()
    for (index, pack) in store.packs.enumerated() {
      collector.start = store.packStarts[index]
      let layout = PackLayout(pack)
      PackWalk(pack: pack, layout: layout, kinds: [.blob, .tree, .commit, .tag], maxSize: 1 << 16).run(
        collector)
    }
    #expect(collector.wrongDeltas == 0, "round \(round)")
    let reader = ObjectReader(store)
    for number in 0..<store.count {
      let id = store.id(of: number)
      do throws(GitError) {
        let object = try reader.read(id, maxSize: 1 << 16) { Object(kind: $0, content: Array($1)) }
        guard store.packs.count == 1, store.number(of: id) == number, let walked = collector.objects[number]
        else { continue }
        #expect(walked == object, "round \(round)")
      } catch { #expect(error.code != .library) }
    }
  }

  @Test func `packs and indexes`() throws {
    try FileManager.default.createDirectory(atPath: objects + "/pack", withIntermediateDirectories: true)
    for round in FuzzRun(rounds: 1500) {
      var random = Mutator(seed: round)
      let pack = randomPack(&random)
      let version = 1 + random.below(2)
      var (body, index) = (pack.pack, pack.index(version: version))
      if random.below(3) > 0 { body = random.damaged(body, from: random.below(2) * 12) }
      if random.below(3) == 0 { index = random.damaged(index, from: random.below(2) * 1032) }
      try write(body, "objects/pack/pack-made.pack")
      try write(index, "objects/pack/pack-made.idx")
      try readEverything(round)
    }
  }

  @Test func `packs that git made`() throws {
    try repository.git("fast-import", "--quiet", input: VersionedFiles(seed: 3, commits: 12).stream)
    try repository.repack()
    let name = try #require(repository.storedFiles(endingWith: ".pack").first)
    let (body, index) = (name, name.dropLast(5) + ".idx")
    let whole = try [body, String(index)].map { try [UInt8](Data(contentsOf: URL(fileURLWithPath: $0))) }
    for path in [body, String(index)] { try FileManager.default.removeItem(atPath: path) }
    for round in FuzzRun(rounds: 250) {
      var random = Mutator(seed: round)
      try UnsyncedFile.write(random.damaged(whole[0], most: 12, from: 12), to: body)
      try UnsyncedFile.write(round % 4 == 0 ? random.damaged(whole[1], from: 8) : whole[1], to: String(index))
      try readEverything(round)
    }
  }

  @Test func `loose objects`() throws {
    let id = try #require(ObjectID("ab" + String(repeating: "1", count: 38)))
    let path = objects + "/ab/" + String(repeating: "1", count: 38)
    try FileManager.default.createDirectory(atPath: objects + "/ab", withIntermediateDirectories: true)
    let store = ObjectStore(objectsPath: objects, isForFewReads: true)
    for round in FuzzRun(rounds: 1500) {
      var random = Mutator(seed: round)
      let content = random.bytes(random.below(300))
      let sizes = [content.count, content.count, content.count + 1, 1 << random.below(62), -1]
      let header =
        ["blob", "tree", "commit", "tag", "bloob", ""][random.below(6)] + " \(sizes[random.below(5)])\0"
      var stream = PackBuilder.stored(Array(header.utf8) + content)
      if random.below(2) == 0 { stream = random.damaged(stream) }
      try UnsyncedFile.write(stream, to: path)
      do throws(GitError) {
        let size = try ObjectReader(store).header(of: id).size
        try ObjectReader(store).read(id, maxSize: 1 << 20) { #expect($1.count == size) }
      } catch { #expect([.corruptObject, .tooLarge, .missingObject].contains(error.code)) }
    }
  }

  @Test func `commits, tags and trees`() throws {
    var pack = PackBuilder()
    let blob = pack.add(.blob, [])
    let tree = pack.addTree([("100644", Array("a".utf8), blob), ("40000", Array("b".utf8), blob)])
    let signed =
      "tree \(PackBuilder.hex(tree))\nparent \(PackBuilder.hex(tree))\nauthor A <a@b> 1577836800 +0100\n"
      + "committer B <b@c> -1 -9999\ngpgsig -----BEGIN\n more\n\nmessage\n"
    let tag =
      "object \(PackBuilder.hex(tree))\ntype tree\ntag v1\ntagger A <a@b> 99999999999999999999 +0000\n\nmessage\n"
    for round in FuzzRun(rounds: 20_000) {
      var random = Mutator(seed: round)
      for text in [signed, tag] {
        let bytes = random.damaged(Array(text.utf8))
        bytes.withUnsafeBytes { content in
          let (header, commit, tag) = (CommitHeader(content), ParsedCommit(content), ParsedTag(content))
          #expect(header == nil || commit != nil)
          #expect(commit.map { $0.message.upperBound <= content.count } ?? true)
          #expect(tag.map { $0.message.upperBound <= content.count } ?? true)
        }
      }
    }
  }
}
