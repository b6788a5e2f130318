internal import Synchronization

/// A walk over a pack's delta trees that several threads share. Each base is inflated once and its children
/// are applied depth first, as an indexer does.
package final class PackWalk: Sendable {
  package let pack: Pack
  package let layout: PackLayout
  /// Objects over this many bytes are not decoded, nor what is made of them: `ObjectReader` may know better.
  package let maxSize: Int
  /// Most bytes of bases that one thread holds at a time: enough for every real pack, and a crafted one, where
  /// each of many large objects is the base of several others, must not take all memory.
  var baseBudget: Int { max(256 << 20, 3 * maxSize) }
  private let roots: [UInt32]
  private let next = Atomic<Int>(0)
  /// By entry: whether it or anything that is made of it is wanted; nil where all are.
  fileprivate let isLive: [Bool]?

  private static let chunk = 16

  /// Walks the objects of the given kinds.
  ///
  /// - Parameter isWanted: Of a position in id order; what nobody wants is decoded only where something wanted is made of
  ///   it. Nil walks all.
  package init(
    pack: Pack, layout: PackLayout, kinds: Set<ObjectKind>, maxSize: Int, isWanted: ((Int) -> Bool)? = nil
  ) {
    self.pack = pack
    self.layout = layout
    self.maxSize = maxSize
    let isLive = isWanted.map { layout.entries(leadingTo: $0) }
    self.isLive = isLive
    let wanted = layout.roots.filter { root in
      kinds.contains { $0.rawValue == layout.kinds[Int(root)] } && isLive?[Int(root)] ?? true
    }
    let total = wanted.reduce(UInt64(0)) { $0 + layout.weights[Int($1)] }
    // The heavy trees first, so that no thread is left alone with one at the end; the rest in file order.
    let heavy = wanted.filter { layout.weights[Int($0)] > total / 256 }
      .sorted { layout.weights[Int($0)] > layout.weights[Int($1)] }
    roots = heavy + wanted.filter { layout.weights[Int($0)] <= total / 256 }
    heavyCount = heavy.count
  }

  private let heavyCount: Int

  /// Takes trees until none is left. Called once on every thread, with a visitor of its own.
  package func run(_ visitor: any PackVisitor) {
    let worker = PackWorker(self, visitor)
    while !visitor.isCancelled {
      let start = next.add(1, ordering: .relaxed).oldValue
      let range =
        start < heavyCount
        ? start..<start + 1
        : heavyCount + (start - heavyCount) * PackWalk.chunk..<heavyCount + (start - heavyCount + 1)
          * PackWalk.chunk
      guard range.lowerBound < roots.count else { return }
      for index in range.clamped(to: 0..<roots.count) where !visitor.isCancelled {
        worker.walk(Int(roots[index]))
      }
    }
  }
}

/// One thread's part of a walk.
private final class PackWorker {
  private struct Frame {
    let buffer: Buffer
    let legacy: AnyObject?
    var nextChild: Int
    let endChild: Int
  }

  private let pack: Pack
  private let layout: PackLayout
  private let maxSize: Int
  private let baseBudget: Int
  private let isLive: [Bool]?
  private let visitor: any PackVisitor
  private let inflater = Inflater()
  private let pool = BufferPool()
  private let deltaBuffer = Buffer(capacity: 1 << 16)
  private var segments: [Delta.Segment] = []

  init(_ walk: PackWalk, _ visitor: any PackVisitor) {
    pack = walk.pack
    layout = walk.layout
    maxSize = walk.maxSize
    baseBudget = walk.baseBudget
    isLive = walk.isLive
    self.visitor = visitor
  }

  func walk(_ root: Int) {
    guard let kind = ObjectKind(rawValue: layout.kinds[root]),
      let buffer = inflateRoot(root)
    else { return }
    let legacy = visitor.visit(
      PackedObject(position: Int(layout.positions[root]), kind: kind, content: buffer.bytes), delta: nil,
      legacy: nil)
    descend(from: root, buffer, legacy, kind)
  }

  private func descend(from root: Int, _ buffer: Buffer, _ legacy: AnyObject?, _ kind: ObjectKind) {
    var stack = [frame(root, buffer, legacy)]
    while var top = stack.popLast() {
      guard top.nextChild < top.endChild, !visitor.isCancelled else {
        pool.give(top.buffer)
        continue
      }
      let child = Int(layout.children[top.nextChild])
      top.nextChild += 1
      let isLast = top.nextChild == top.endChild
      let decoded = isLive?[child] ?? true ? decode(child, top, kind) : nil
      // The last child was applied: its base is needed no more.
      if isLast { pool.give(top.buffer) } else { stack.append(top) }
      if let decoded { stack.append(decoded) }
    }
  }

  private func frame(_ entry: Int, _ buffer: Buffer, _ legacy: AnyObject?) -> Frame {
    Frame(
      buffer: buffer, legacy: legacy, nextChild: Int(layout.childStarts[entry]),
      endChild: Int(layout.childStarts[entry + 1]))
  }

  private func inflateRoot(_ root: Int) -> Buffer? {
    guard let header = pack.header(at: layout.offsets[root]) else { return fail(root, .corruptObject) }
    guard header.size <= maxSize else { return fail(root, .tooLarge) }
    guard isPlausible(header.size, root, header) else { return fail(root, .corruptObject) }
    let buffer = pool.take(header.size)
    guard inflater.inflate(source(root, header), into: buffer.start, size: header.size) else {
      pool.give(buffer)
      return fail(root, .corruptObject)
    }
    return buffer
  }

  /// Visits one delta; returns its frame when it has children.
  private func decode(_ entry: Int, _ base: Frame, _ kind: ObjectKind) -> Frame? {
    guard let header = pack.header(at: layout.offsets[entry]), isPlausible(header.size, entry, header) else {
      return failFrame(entry, .corruptObject)
    }
    guard header.size <= max(maxSize, 1 << 20) else { return failFrame(entry, .tooLarge) }
    deltaBuffer.reserve(header.size)
    deltaBuffer.count = header.size
    guard inflater.inflate(source(entry, header), into: deltaBuffer.start, size: header.size),
      let reader = DeltaReader(deltaBuffer.bytes)
    else { return failFrame(entry, .corruptObject) }
    guard reader.targetSize <= maxSize, pool.lent + reader.targetSize <= baseBudget else {
      return failFrame(entry, .tooLarge)
    }
    let buffer = pool.take(reader.targetSize)
    guard reader.apply(to: base.buffer.bytes, into: buffer.start, segments: &segments) else {
      pool.give(buffer)
      return failFrame(entry, .corruptObject)
    }
    let object = PackedObject(position: Int(layout.positions[entry]), kind: kind, content: buffer.bytes)
    // A delta of more pieces is a crafted one; the object is looked at as if it were none.
    let isWhole = segments.count < DeltaReader.segmentLimit
    let legacy = segments.withUnsafeBufferPointer { segments in
      isWhole
        ? visitor.visit(
          object, delta: Delta(base: base.buffer.bytes, segments: segments), legacy: base.legacy)
        : visitor.visit(object, delta: nil, legacy: nil)
    }
    guard layout.childStarts[entry + 1] > layout.childStarts[entry] else {
      pool.give(buffer)
      return nil
    }
    return frame(entry, buffer, legacy)
  }

  private func source(_ entry: Int, _ header: Pack.Header) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: pack.file.bytes[header.dataStart..<layout.limit(of: entry, in: pack)])
  }

  /// DEFLATE cannot expand more than 1032 times (zlib's technical details): a claim beyond that is a lie, and
  /// no memory is set aside for it.
  private func isPlausible(_ size: Int, _ entry: Int, _ header: Pack.Header) -> Bool {
    let available = layout.limit(of: entry, in: pack) - header.dataStart
    return available > 0 && size <= available * 1032 + 1024
  }

  private func fail(_ entry: Int, _ code: GitError.Code) -> Buffer? {
    _ = failFrame(entry, code)
    return nil
  }

  /// Reports the entry and everything that is made of it.
  private func failFrame(_ entry: Int, _ code: GitError.Code) -> Frame? {
    var pending = [entry]
    while let entry = pending.popLast() {
      visitor.failed(position: Int(layout.positions[entry]), code: code)
      let range = Int(layout.childStarts[entry])..<Int(layout.childStarts[entry + 1])
      pending += layout.children[range].map { Int($0) }
    }
    return nil
  }
}
