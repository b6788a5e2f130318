internal import Git

/// Eight bytes for each object of a set: keyed digests of their ids. A million objects take 8 MB, and nobody who does not
/// know the key can make an object that is taken for a member.
package struct ObjectMarks: Sendable {
  /// 16 random bytes that a store of marks keeps to itself.
  package struct Key: Sendable {
    let words: (UInt64, UInt64)

    package init(_ words: (UInt64, UInt64)) { self.words = words }
  }

  package let key: Key
  /// Ascending.
  private let values: [UInt64]
  /// First place of every bucket of leading bits: about one value each.
  private let buckets: [UInt32]
  private let shift: UInt64

  package var count: Int { values.count }

  package init(key: Key, _ values: some Sequence<UInt64>) {
    let sorted = values.sorted()
    var bits = 1
    while bits < 28, 1 << bits < sorted.count { bits += 1 }
    shift = UInt64(64 - bits)
    var buckets = [UInt32](repeating: UInt32(clamping: sorted.count), count: (1 << bits) + 1)
    var next = 0
    for (place, value) in sorted.enumerated() {
      let bucket = Int(value >> shift)
      while next <= bucket {
        buckets[next] = UInt32(clamping: place)
        next += 1
      }
    }
    self.key = key
    self.values = sorted
    self.buckets = buckets
  }

  /// Little-endian words, as `bytes` gives them; bytes that make no whole word are left out.
  package init(key: Key, bytes: [UInt8]) {
    self.init(
      key: key,
      stride(from: 0, to: bytes.count - 7, by: 8).map { start in
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
      })
  }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 8)
    for value in values { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Without some.
  package func subtracting(_ others: Set<UInt64>) -> ObjectMarks {
    ObjectMarks(key: key, values.filter { !others.contains($0) })
  }

  func contains(_ id: ObjectID) -> Bool { contains(id.mark(key.words)) }

  func contains(_ value: UInt64) -> Bool {
    let bucket = Int(value >> shift)
    return values[Int(buckets[bucket])..<Int(buckets[bucket + 1])].contains(value)
  }
}
