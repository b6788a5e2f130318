import Git
import TestRepositories

/// An object's kind and bytes.
struct Object: Equatable {
  let kind: ObjectKind
  let content: [UInt8]
}

/// All objects as `git cat-file --batch` prints them.
struct ObjectListing {
  private(set) var objects: [ObjectID: Object] = [:]

  init(_ repository: TemporaryRepository) throws {
    let output = try repository.bytes("cat-file", "--batch-all-objects", "--batch")[...]
    var rest = output
    while let end = rest.firstIndex(of: 0x0A) {
      let fields = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard fields.count == 3, let id = ObjectID(fields[0]), let size = Int(fields[2]) else { return }
      let kinds: [Substring: ObjectKind] = ["blob": .blob, "tree": .tree, "commit": .commit, "tag": .tag]
      objects[id] = kinds[fields[1]].map {
        Object(kind: $0, content: Array(rest[(end + 1)..<(end + 1 + size)]))
      }
      rest = rest[(end + 2 + size)...]
    }
  }
}

/// Keeps what a walk hands over, and follows the deltas again.
final class Collector: PackVisitor {
  var start = 0
  private(set) var objects: [Int: Object] = [:]
  private(set) var failures = 0
  private(set) var deltas = 0
  private(set) var wrongDeltas = 0

  private final class Copy {
    let content: [UInt8]
    init(_ content: [UInt8]) { self.content = content }
  }

  var isCancelled: Bool { false }

  func failed(position: Int, code: GitError.Code) { failures += 1 }

  func take(_ number: Int, _ kind: ObjectKind, _ content: UnsafeRawBufferPointer) {
    objects[number] = Object(kind: kind, content: Array(content))
  }

  func visit(_ object: PackedObject, delta: Delta?, legacy: AnyObject?) -> AnyObject? {
    take(start + object.position, object.kind, object.content)
    if let delta { check(delta, legacy as? Copy, object.content) }
    return Copy(Array(object.content))
  }

  /// The segments must lie without gaps, and the copied ones must be the base's bytes.
  private func check(_ delta: Delta, _ legacy: Copy?, _ content: UnsafeRawBufferPointer) {
    deltas += 1
    var position = 0
    var isRight = legacy.map { delta.base.elementsEqual($0.content) } ?? false
    for segment in delta.segments {
      isRight = isRight && segment.target == position && segment.length > 0
      position = segment.targetEnd
      guard segment.isCopy else { continue }
      let source = delta.base[segment.source..<segment.source + segment.length]
      isRight = isRight && source.elementsEqual(content[segment.target..<segment.targetEnd])
    }
    if !isRight || position != content.count { wrongDeltas += 1 }
  }
}
