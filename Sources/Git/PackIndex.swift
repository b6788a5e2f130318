/// A pack's index, version 1 or 2 (git's Documentation/gitformat-pack): sorted object ids with their offsets.
package final class PackIndex: Sendable {
  package let count: Int
  private let file: MappedFile
  private let isVersion2: Bool
  /// First position of every bucket of leading id bits; finer than the file's own 256 buckets, so that a
  /// look-up compares two or three ids instead of twelve.
  private let buckets: [UInt32]
  private let bucketBits: Int
  /// False in a crafted or damaged index: look-ups then miss objects.
  let isSorted: Bool

  /// `isForFewReads` takes the file's own buckets, unchecked, instead of reading every id once.
  package init(path: String, isForFewReads: Bool = false) throws(GitError) {
    file = try MappedFile(path: path)
    let bytes = file.bytes
    guard bytes.count >= 8 + 1024 else { throw GitError(.corruptPack, "index is cut off", place: path) }
    isVersion2 = file.word(at: 0) == 0xFF74_4F63
    if isVersion2, file.word(at: 4) != 2 {
      throw GitError(.corruptPack, "index has unknown version \(file.word(at: 4))", place: path)
    }
    let fanout = isVersion2 ? 8 : 0
    count = Int(file.word(at: fanout + 1020))
    let needed = isVersion2 ? 8 + 1024 + count * 28 + 40 : 1024 + count * 24 + 40
    guard bytes.count >= needed else { throw GitError(.corruptPack, "index is cut off", place: path) }
    var previous: UInt32 = 0
    for bucket in 0..<256 {
      let value = file.word(at: fanout + bucket * 4)
      guard value >= previous else {
        throw GitError(.corruptPack, "index fan-out is not ascending", place: path)
      }
      previous = value
    }
    let file = file
    if isForFewReads {
      bucketBits = 8
      buckets = [0] + (0..<256).map { file.word(at: fanout + $0 * 4) }
      isSorted = true
      return
    }
    var bits = 8
    while bits < 24, (1 << bits) < count { bits += 1 }
    bucketBits = bits
    (buckets, isSorted) = PackIndex.buckets(file: file, isVersion2: isVersion2, count: count, bits: bits)
  }

  private static func buckets(
    file: MappedFile, isVersion2: Bool, count: Int, bits: Int
  ) -> (buckets: [UInt32], isSorted: Bool) {
    var buckets = [UInt32](repeating: UInt32(count), count: (1 << bits) + 1)
    let first = isVersion2 ? 8 + 1024 : 1024 + 4
    let stride = isVersion2 ? 20 : 24
    var next = 0
    var isSorted = true
    var previous: UInt64 = 0
    for position in 0..<count {
      let place = first + position * stride
      // Two ids with the same 64 bits are told apart by the search alone.
      let leading = UInt64(file.word(at: place)) << 32 | UInt64(file.word(at: place + 4))
      if leading < previous { isSorted = false }
      previous = leading
      let bucket = Int(leading >> UInt64(64 - bits))
      // An unsorted (crafted) index leaves wrong buckets: look-ups then miss, and never leave the array.
      while next <= bucket {
        buckets[next] = UInt32(position)
        next += 1
      }
    }
    return (buckets, isSorted)
  }

  private var firstID: Int { isVersion2 ? 8 + 1024 : 1024 + 4 }
  private var idStride: Int { isVersion2 ? 20 : 24 }

  /// The id at a position in id order.
  @inline(__always)
  package func id(at position: Int) -> ObjectID {
    ObjectID(file.bytes.baseAddress.unsafelyUnwrapped + firstID + position * idStride)
  }

  /// Position in id order, or nil.
  package func position(of id: ObjectID) -> Int? {
    let bucket = Int(id.high >> UInt64(64 - bucketBits))
    var position = Int(buckets[bucket])
    var end = Int(buckets[bucket + 1])
    // Real ids are spread evenly; crafted ones may all share a bucket.
    while end - position > 8 {
      let middle = (position + end) / 2
      if self.id(at: middle) < id { position = middle + 1 } else { end = middle + 1 }
    }
    while position < end {
      if self.id(at: position) == id { return position }
      position += 1
    }
    return nil
  }

  /// Offset of the object's entry in the pack; nil when the index points outside its own tables.
  func offset(at position: Int) -> Int? {
    guard isVersion2 else { return Int(file.word(at: 1024 + position * 24)) }
    let offsets = 8 + 1024 + count * 24
    let word = file.word(at: offsets + position * 4)
    guard word & 0x8000_0000 != 0 else { return Int(word) }
    let large = offsets + count * 4 + Int(word & 0x7FFF_FFFF) * 8
    guard large + 8 <= file.bytes.count - 40 else { return nil }
    let value = UInt64(file.word(at: large)) << 32 | UInt64(file.word(at: large + 4))
    return Int(exactly: value)
  }
}
