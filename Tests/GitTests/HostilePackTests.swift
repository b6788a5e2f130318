import Foundation
import Git
import TestRepositories
import Testing

/// Packs that no git writes. Whatever they claim, the readers end, and hand over nothing that is not there.
struct HostilePackTests {
  private let repository: TemporaryRepository
  private var pack = PackBuilder()
  private let base: [UInt8]
  private let text = Array("a base of thirty-two bytes, here\n".utf8)
  private let one = [UInt8](repeating: 0xA1, count: 20)
  private let two = [UInt8](repeating: 0xB2, count: 20)

  init() throws {
    repository = try TemporaryRepository("--bare")
    base = pack.add(.blob, text)
  }

  /// What a walk and single reads give.
  private struct Outcome {
    var collector = Collector()
    var orphans = 0
    var problems: [GitError.Code] = []
    /// By hexadecimal id.
    var read: [String: Result<Object, GitError>] = [:]
  }

  private func outcome(maxSize: Int = 1 << 26) throws -> Outcome {
    let store = ObjectStore(objectsPath: repository.path + "/objects")
    var outcome = Outcome(problems: store.problems.map(\.code))
    for (index, pack) in store.packs.enumerated() {
      let layout = PackLayout(pack)
      outcome.orphans += layout.orphans.count
      outcome.collector.start = store.packStarts[index]
      PackWalk(pack: pack, layout: layout, kinds: [.blob, .tree, .commit, .tag], maxSize: maxSize).run(
        outcome.collector)
      #expect(
        outcome.collector.objects.count + outcome.collector.failures + layout.orphans.count == pack.count)
    }
    let reader = ObjectReader(store)
    for number in 0..<store.count {
      let id = store.id(of: number)
      outcome.read[id.description] = Result { () throws(GitError) in
        try reader.read(id, maxSize: maxSize) { Object(kind: $0, content: Array($1)) }
      }
    }
    return outcome
  }

  private func write(version: Int = 2) throws {
    try pack.write(to: repository.path + "/objects/pack", indexVersion: version)
  }

  private func expectRefused(_ ids: [[UInt8]], _ outcome: Outcome) {
    for id in ids {
      #expect(throws: GitError.self) { try outcome.read[PackBuilder.hex(id)]?.get() }
    }
    #expect(outcome.collector.failures + outcome.orphans == ids.count)
    #expect(throws: Never.self) { try outcome.read[PackBuilder.hex(base)]?.get() }
  }

  @Test(arguments: [1 << 41, 1 << 50, 1 << 55, (1 << 26) + 1], [1, 2])
  mutating func `sizes that claim terabytes set no memory aside`(size: Int, version: Int) throws {
    let small = PackBuilder.sizes(base: text.count, target: 4) + PackBuilder.copy(0, 4)
    let large = PackBuilder.sizes(base: text.count, target: size) + PackBuilder.copy(0, 4)
    let lie = PackBuilder.sizes(base: size, target: 4) + PackBuilder.copy(size - 4 & 0xFFFF_FFFF, 4)
    var ids: [[UInt8]] = []
    for (number, delta) in [large, lie].enumerated() {
      ids.append([UInt8](repeating: UInt8(number + 1), count: 20))
      pack.addDelta(delta, on: .id(base), as: ids[number])
    }
    ids += [one, two]
    pack.addDelta(small, on: .id(base), claiming: size, as: one)
    pack.add(.blob, text, claiming: size, as: two)
    try write(version: version)
    expectRefused(ids, try outcome())
  }

  @Test(arguments: [1, 2])
  mutating func `deltas in a circle are refused, and so is what hangs on them`(length: Int) throws {
    let delta = PackBuilder.sizes(base: 4, target: 4) + PackBuilder.copy(0, 4)
    let three = [UInt8](repeating: 0xC3, count: 20)
    pack.addDelta(delta, on: .id(length == 1 ? one : two), as: one)
    if length == 2 { pack.addDelta(delta, on: .id(one), as: two) }
    pack.addDelta(delta, on: .id(one), as: three)
    try write()
    expectRefused(length == 1 ? [one, three] : [one, two, three], try outcome())
  }

  @Test(arguments: [0, 1, 3, 13, 4000, 1 << 40])
  mutating func `a base that is no entry's start is none`(distance: Int) throws {
    let delta = PackBuilder.sizes(base: text.count, target: 4) + PackBuilder.copy(0, 4)
    pack.addDelta(delta, on: .distance(distance), as: one)
    pack.addDelta(delta, on: .id([UInt8](repeating: 0xEE, count: 20)), as: two)
    try write()
    expectRefused([one, two], try outcome())
  }

  @Test(
    arguments: [
      [], [0x00], [0x7F, 1, 2], [0x80 | 0x0F, 0xFF, 0xFF, 0xFF, 0xFF], [0x90, 0xFF], [0xFF], [0x91, 30, 9],
      [0x05, 1, 2, 3, 4, 5],
    ] as [[UInt8]])
  mutating func `a delta that does not fit its base or its size is refused`(commands: [UInt8]) throws {
    pack.addDelta(PackBuilder.sizes(base: text.count, target: 4) + commands, on: .id(base), as: one)
    pack.addDelta(
      PackBuilder.sizes(base: text.count + 1, target: 4) + PackBuilder.copy(0, 4), on: .id(base), as: two)
    try write()
    expectRefused([one, two], try outcome())
  }

  @Test(arguments: [-1, 1]) mutating func `a wrong size is no object`(difference: Int) throws {
    pack.add(.blob, text, claiming: text.count + difference, as: one)
    let delta = PackBuilder.sizes(base: text.count, target: 4) + PackBuilder.copy(0, 4)
    pack.addDelta(delta, on: .id(base), claiming: delta.count + difference, as: two)
    try write()
    expectRefused([one, two], try outcome())
  }

  @Test mutating func `a stream that is cut off is no object`() throws {
    let stream = PackBuilder.stored(text)
    pack.add(one, PackBuilder.header(3, text.count) + stream.dropLast(5))
    pack.add(two, PackBuilder.header(3, text.count) + stream.prefix(9))
    try write()
    expectRefused([one, two], try outcome())
  }

  @Test mutating func `a chain of a hundred thousand deltas is followed without recursion`() throws {
    let delta = PackBuilder.sizes(base: text.count, target: text.count) + PackBuilder.copy(0, text.count)
    for number in 0..<100_000 {
      let last = try #require(pack.entries.last)
      let bytes = PackBuilder.header(7, delta.count) + last.id + PackBuilder.stored(delta)
      pack.add([UInt8](repeating: 0x10, count: 16) + PackBuilder.bigEndian(number, 4), bytes)
    }
    try write()
    let store = ObjectStore(objectsPath: repository.path + "/objects")
    let pack = try #require(store.packs.first)
    let collector = Collector()
    PackWalk(pack: pack, layout: PackLayout(pack), kinds: [.blob], maxSize: 1 << 20).run(collector)
    #expect(collector.objects.count == 100_001 && collector.wrongDeltas == 0)
    let last = try #require(self.pack.entries.last.flatMap { ObjectID(PackBuilder.hex($0.id)) })
    let text = text
    try ObjectReader(store).read(last, maxSize: 1 << 20) { #expect($0 == .blob && $1.elementsEqual(text)) }
  }

  @Test func `ids that all begin alike are found as fast as others`() throws {
    var pack = PackBuilder()
    let content = PackBuilder.header(3, 1) + PackBuilder.stored([0x61])
    for number in 0..<100_000 {
      pack.add([UInt8](repeating: 0x77, count: 16) + PackBuilder.bigEndian(number, 4), content)
    }
    try pack.write(to: repository.path + "/objects/pack")
    let store = ObjectStore(objectsPath: repository.path + "/objects")
    let start = ContinuousClock.now
    for number in 0..<store.count { #expect(store.number(of: store.id(of: number)) == number) }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test mutating func `an index that is out of order, cut off or points nowhere is told`() throws {
    pack.add(.blob, Array("another".utf8))
    try write()
    let path = repository.path + "/objects/pack/pack-made.idx"
    let whole = pack.index()
    var swapped = whole
    for place in 0..<20 { swapped.swapAt(1032 + place, 1052 + place) }
    try Data(swapped).write(to: URL(fileURLWithPath: path))
    #expect(try outcome().problems == [.corruptPack])
    for count in [0, 7, 500, 1032, whole.count - 1] {
      try Data(whole.prefix(count)).write(to: URL(fileURLWithPath: path))
      #expect(try outcome().problems == [.corruptPack])
    }
    var beyond = whole
    for place in 0..<8 { beyond[1032 + 40 + 8 + place] = 0xFF }
    try Data(beyond).write(to: URL(fileURLWithPath: path))
    #expect(try outcome().orphans == 2)
  }

  @Test mutating func `a pipe in a pack's place is not waited for`() throws {
    try write()
    let folder = repository.path + "/objects/pack/"
    for name in ["pack-made.idx", "pack-made.pack"] {
      try FileManager.default.removeItem(atPath: folder + name)
      #expect(mkfifo(folder + name, 0o600) == 0)
      #expect(try outcome().problems == [.unreadableFile])
    }
  }
}
