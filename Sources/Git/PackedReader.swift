/// Reads single objects of packs, each from the root of its delta chain. One per thread.
final class PackedReader {
  private let inflater = Inflater()
  private let deltaBuffer = Buffer(capacity: 1 << 16)

  /// Largest object that is decoded as a base on the way to one that is wanted: git itself makes no deltas of
  /// files over 512 MiB (core.bigFileThreshold).
  static let baseLimit = 512 << 20

  /// Kind and size, without decoding the content.
  func header(_ pack: Pack, _ position: Int) throws(GitError) -> (kind: ObjectKind, size: Int) {
    let chain = try chain(pack, position)
    let place = pack.index.id(at: position)
    guard let first = chain.first, let root = chain.last, let kind = ObjectKind(rawValue: root.kind) else {
      throw PackedReader.corrupt(place)
    }
    if chain.count == 1 { return (kind, first.size) }
    let delta = try inflateDelta(pack, first, place)
    return (kind, delta.targetSize)
  }

  /// The content; an object over `maxSize` bytes is refused.
  func read(_ pack: Pack, _ position: Int, maxSize: Int) throws(GitError) -> (
    kind: ObjectKind, content: Buffer
  ) {
    let chain = try chain(pack, position)
    let place = pack.index.id(at: position)
    guard let root = chain.last, let kind = ObjectKind(rawValue: root.kind) else {
      throw PackedReader.corrupt(place)
    }
    var content = try inflate(pack, root, limit: chain.count == 1 ? maxSize : PackedReader.baseLimit, place)
    var segments: [Delta.Segment] = []
    for (number, header) in chain.dropLast().enumerated().reversed() {
      let delta = try inflateDelta(pack, header, place)
      try PackedReader.check(delta.targetSize, limit: number == 0 ? maxSize : PackedReader.baseLimit, place)
      let target = Buffer(capacity: max(delta.targetSize, 1))
      target.count = delta.targetSize
      guard delta.apply(to: content.bytes, into: target.start, segments: &segments) else {
        throw PackedReader.corrupt(place)
      }
      content = target
    }
    return (kind, content)
  }

  /// The object's own entry first, that of its delta chain's root last.
  private func chain(_ pack: Pack, _ position: Int) throws(GitError) -> [Pack.Header] {
    let place = pack.index.id(at: position)
    var next = pack.index.offset(at: position)
    var chain: [Pack.Header] = []
    // Deltas by id may lead in a circle.
    var seen: Set<Int> = []
    while let offset = next {
      guard seen.insert(offset).inserted, let header = pack.header(at: offset) else { break }
      chain.append(header)
      switch header.base {
      case .none: return chain
      case .offset(let base): next = base
      case .id(let id): next = pack.index.position(of: id).flatMap { pack.index.offset(at: $0) }
      }
    }
    throw PackedReader.corrupt(place)
  }

  private func inflate(
    _ pack: Pack, _ header: Pack.Header, limit: Int, _ place: ObjectID
  ) throws(GitError) -> Buffer {
    try PackedReader.check(header.size, limit: limit, place)
    let buffer = Buffer(capacity: max(header.size, 1))
    try inflate(pack, header, into: buffer, place)
    return buffer
  }

  private func inflateDelta(_ pack: Pack, _ header: Pack.Header, _ place: ObjectID) throws(GitError)
    -> DeltaReader
  {
    try PackedReader.check(header.size, limit: PackedReader.baseLimit, place)
    try inflate(pack, header, into: deltaBuffer, place)
    guard let delta = DeltaReader(deltaBuffer.bytes) else { throw PackedReader.corrupt(place) }
    return delta
  }

  private func inflate(_ pack: Pack, _ header: Pack.Header, into buffer: Buffer, _ place: ObjectID)
    throws(GitError)
  {
    let source = UnsafeRawBufferPointer(rebasing: pack.file.bytes[header.dataStart..<pack.end])
    // No memory for a claim that DEFLATE cannot fulfil: it expands 1032 times at most.
    guard header.size <= source.count * 1032 + 1024 else { throw PackedReader.corrupt(place) }
    buffer.reserve(header.size)
    buffer.count = header.size
    guard inflater.inflate(source, into: buffer.start, size: header.size) else {
      throw PackedReader.corrupt(place)
    }
  }

  private static func check(_ size: Int, limit: Int, _ place: ObjectID) throws(GitError) {
    guard size <= limit else {
      throw GitError(.tooLarge, "object has \(size) bytes", place: place.description)
    }
  }

  private static func corrupt(_ id: ObjectID) -> GitError {
    GitError(.corruptObject, "object is corrupt", place: id.description)
  }
}
